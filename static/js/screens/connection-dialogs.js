import { h, reactive } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { CodeBlock } from '../parts/code-block.js'
import { Copy } from '../parts/copy.js'
import { Dialog } from '../parts/dialog.js'
import { TextField } from '../parts/field.js'

const schemes = ['waymark', 'standard', 'stripe', 'github', 'bearer']
const grace = [24, 168, 1, 0]

/** A form that sends once, shows what the server refuses at the field, and keeps what was typed. */
function useForm(values, send) {
  const form = reactive({ ...values, busy: false, fault: '' })
  form.submit = async (event) => {
    event?.preventDefault()
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

const foot = (form, id, label, onClose) => [
  h(Button, { onClick: onClose }, () => t('action.cancel')),
  h(Button, { kind: 'primary', type: 'submit', form: id, busy: form.busy }, () => label),
]

const choice = (name, value, chosen, onChoose, label, hint) => h('label', { class: 'choice', key: value }, [
  h('input', { type: 'radio', name, value, checked: chosen === value, onChange: () => onChoose(value) }),
  h('span', [h('span', { class: 'strong' }, label), hint && h('span', { class: 'small muted choice-hint' }, hint)]),
])

/** A secret that was just made: shown this once. @param {{secret: string, curl?: string, onClose: () => void}} props */
export const SecretDialog = ({ secret, curl, onClose }) => h(Dialog, { title: t('secret.title'), wide: true, onClose }, {
  default: () => [
    h('p', { class: 'muted' }, t('secret.once')),
    h('div', { class: 'address' }, [
      h('code', { class: 'address-text', tabindex: 0, role: 'group', 'aria-label': t('secret.label') }, secret), h(Copy, { text: secret }),
    ]),
    curl && h(CodeBlock, { label: t('connection.curl'), text: curl }),
  ],
  foot: () => h(Button, { kind: 'primary', onClick: onClose }, () => t('secret.kept')),
})
SecretDialog.props = ['secret', 'curl', 'onClose']

/** Name, scheme, and whether unsigned posts are taken. Emits made({connection, secret}). */
export const CreateDialog = {
  emits: ['close', 'made'],
  setup(_, { emit }) {
    const form = useForm({ name: '', scheme: 'waymark', unsigned: false }, async ({ name, scheme, unsigned }) => {
      if (!name.trim()) throw new Error(t('create.nameMissing'))
      emit('made', await api.post('/api/connections', { name: name.trim(), scheme, accepts_unsigned: unsigned }))
    })
    const close = () => emit('close')
    return () => h(Dialog, { title: t('create.title'), wide: true, onClose: close }, {
      default: () => h('form', { id: 'create-connection', class: 'stack', novalidate: true, onSubmit: form.submit }, [
        h(TextField, {
          label: t('create.name'), hint: t('create.nameHint'), value: form.name, fault: form.fault || undefined, maxlength: 120,
          autocomplete: 'off', onChange: (text) => Object.assign(form, { name: text, fault: '' }),
        }),
        h('fieldset', { class: 'choices' }, [
          h('legend', { class: 'field-label' }, t('create.scheme')),
          schemes.map((value) => choice('scheme', value, form.scheme, (chosen) => { form.scheme = chosen },
            t(`scheme.${value}.name`), t(`scheme.${value}.hint`))),
        ]),
        h('label', { class: 'check' }, [
          h('input', { type: 'checkbox', checked: form.unsigned, onChange: (event) => { form.unsigned = event.target.checked } }),
          h('span', t('connection.unsigned')),
        ]),
        form.unsigned && h('p', { class: 'note', 'data-tone': 'warn' }, t('connection.unsignedWarning')),
      ]),
      foot: () => foot(form, 'create-connection', t('create.submit'), close),
    })
  },
}

/** A new name. Emits named(text). */
export const RenameDialog = {
  props: { connection: Object },
  emits: ['close', 'named'],
  setup(props, { emit }) {
    const form = useForm({ name: props.connection.name }, async ({ name }) => {
      if (!name.trim()) throw new Error(t('create.nameMissing'))
      await api.patch(`/api/connections/${props.connection.id}`, { name: name.trim() })
      toast({ text: t('connection.renamed', { name: name.trim() }), kind: 'good' })
      emit('named')
    })
    const close = () => emit('close')
    return () => h(Dialog, { title: t('rename.title'), onClose: close }, {
      default: () => h('form', { id: 'rename-connection', novalidate: true, onSubmit: form.submit }, h(TextField, {
        label: t('create.name'), value: form.name, fault: form.fault || undefined, maxlength: 120, autocomplete: 'off',
        onChange: (text) => Object.assign(form, { name: text, fault: '' }),
      })),
      foot: () => foot(form, 'rename-connection', t('rename.submit'), close),
    })
  },
}

/** A new secret beside the old one. Emits made({secret}). */
export const RotateDialog = {
  props: { connection: Object },
  emits: ['close', 'made'],
  setup(props, { emit }) {
    const form = useForm({ hours: 24 }, async ({ hours }) => {
      emit('made', await api.post(`/api/connections/${props.connection.id}/secrets`, { expire_old_in_hours: hours }))
    })
    const close = () => emit('close')
    return () => h(Dialog, { title: t('rotate.title', { name: props.connection.name }), onClose: close }, {
      default: () => h('form', { id: 'rotate-secret', class: 'stack', onSubmit: form.submit }, [
        h('p', { class: 'muted' }, t('rotate.hint')),
        form.fault && h('p', { class: 'note', 'data-tone': 'bad', role: 'alert' }, form.fault),
        h('fieldset', { class: 'choices' }, [
          h('legend', { class: 'field-label' }, t('rotate.keep')),
          grace.map((hours) => choice('grace', hours, form.hours, (chosen) => { form.hours = chosen }, t(`rotate.hours.${hours}`))),
        ]),
      ]),
      foot: () => foot(form, 'rotate-secret', t('rotate.submit'), close),
    })
  },
}
