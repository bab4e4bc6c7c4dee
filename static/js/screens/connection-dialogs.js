import { h, reactive } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { Check, Choices, formFoot } from '../parts/choice.js'
import { CodeBlock } from '../parts/code-block.js'
import { Copy } from '../parts/copy.js'
import { Dialog } from '../parts/dialog.js'
import { TextField } from '../parts/field.js'

const schemes = ['waymark', 'standard', 'stripe', 'github', 'bearer']
const graceHours = [24, 168, 1, 0]
const longestName = 120

/** A form that sends once, shows what the server refuses, and keeps what was typed. */
function useForm(values, send) {
  const form = reactive({ ...values, busy: false, fault: '' })
  form.submit = async (event) => {
    event.preventDefault()
    form.busy = true
    form.fault = ''
    try {
      await send(form)
    } catch (failure) {
      form.fault = failure.details?.[0]?.replace(/^\w+: /, '') ?? failure.message
    }
    form.busy = false
  }
  return form
}

/** A name that is there, trimmed. */
function nameOf(form) {
  const name = form.name.trim()
  if (!name) throw new Error(t('create.nameMissing'))
  return name
}

const nameField = (form, hint) => h(TextField, {
  label: t('create.name'), hint, value: form.name, fault: form.fault || undefined,
  maxlength: longestName, autocomplete: 'off',
  onChange: (text) => Object.assign(form, { name: text, fault: '' }),
})

/**
 * A secret that was just made: shown this once.
 * @param {{secret: string, curl?: string, onClose: () => void}} props
 */
export const SecretDialog = ({ secret, curl, onClose }) => h(Dialog, {
  title: t('secret.title'), wide: true, onClose,
}, {
  default: () => [
    h('p', { class: 'muted' }, t('secret.once')),
    h('div', { class: 'address' }, [
      h('code', {
        class: 'address-text', tabindex: 0, role: 'group', 'aria-label': t('secret.label'),
      }, secret),
      h(Copy, { text: secret }),
    ]),
    curl && h(CodeBlock, { label: t('connection.curl'), text: curl }),
  ],
  foot: () => h(Button, { kind: 'primary', onClick: onClose }, () => t('secret.kept')),
})
SecretDialog.props = ['secret', 'curl', 'onClose']

const createFields = (form) => [
  nameField(form, t('create.nameHint')),
  h(Choices, {
    legend: t('create.scheme'), name: 'scheme', value: form.scheme,
    options: schemes.map((value) => (
      { value, label: t(`scheme.${value}.name`), hint: t(`scheme.${value}.hint`) })),
    onChoose: (scheme) => { form.scheme = scheme },
  }),
  h(Check, {
    label: t('connection.unsigned'), on: form.unsigned, onChange: (on) => { form.unsigned = on },
  }),
  form.unsigned && h('p', { class: 'note', 'data-tone': 'warn' }, t('connection.unsignedWarning')),
]

/** Name, scheme, and whether unsigned posts are taken. Emits made({connection, secret}). */
export const CreateDialog = {
  emits: ['close', 'made'],
  setup(_, { emit }) {
    const form = useForm({ name: '', scheme: 'waymark', unsigned: false }, async (draft) => {
      const body = { name: nameOf(draft), scheme: draft.scheme, accepts_unsigned: draft.unsigned }
      emit('made', await api.post('/api/connections', body))
    })
    const close = () => emit('close')
    return () => h(Dialog, { title: t('create.title'), wide: true, onClose: close }, {
      default: () => h('form', {
        id: 'create-connection', class: 'stack', novalidate: true, onSubmit: form.submit,
      }, createFields(form)),
      foot: () => formFoot(form, 'create-connection', t('create.submit'), close),
    })
  },
}

/** A new name. Emits named. */
export const RenameDialog = {
  props: { connection: Object },
  emits: ['close', 'named'],
  setup(props, { emit }) {
    const form = useForm({ name: props.connection.name }, async (draft) => {
      const name = nameOf(draft)
      await api.patch(`/api/connections/${props.connection.id}`, { name })
      toast({ text: t('connection.renamed', { name }), kind: 'good' })
      emit('named')
    })
    const close = () => emit('close')
    return () => h(Dialog, { title: t('rename.title'), onClose: close }, {
      default: () => h('form', {
        id: 'rename-connection', novalidate: true, onSubmit: form.submit,
      }, [nameField(form)]),
      foot: () => formFoot(form, 'rename-connection', t('rename.submit'), close),
    })
  },
}

const rotateFields = (form) => [
  h('p', { class: 'muted' }, t('rotate.hint')),
  form.fault && h('p', { class: 'note', 'data-tone': 'bad', role: 'alert' }, form.fault),
  h(Choices, {
    legend: t('rotate.keep'), name: 'grace', value: form.hours,
    options: graceHours.map((value) => ({ value, label: t(`rotate.hours.${value}`) })),
    onChoose: (hours) => { form.hours = hours },
  }),
]

/** A new secret beside the old one. Emits made({secret}). */
export const RotateDialog = {
  props: { connection: Object },
  emits: ['close', 'made'],
  setup(props, { emit }) {
    const form = useForm({ hours: graceHours[0] }, async ({ hours }) => {
      const path = `/api/connections/${props.connection.id}/secrets`
      emit('made', await api.post(path, { expire_old_in_hours: hours }))
    })
    const close = () => emit('close')
    const title = t('rotate.title', { name: props.connection.name })
    return () => h(Dialog, { title, onClose: close }, {
      default: () => h('form', {
        id: 'rotate-secret', class: 'stack', onSubmit: form.submit,
      }, rotateFields(form)),
      foot: () => formFoot(form, 'rotate-secret', t('rotate.submit'), close),
    })
  },
}
