import { h, shallowRef, useId } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { Check, formFoot } from '../parts/choice.js'
import { Dialog } from '../parts/dialog.js'
import { Field } from '../parts/field.js'
import { formFailure, formField } from '../parts/form.js'
import { OnceShown } from '../parts/once-shown.js'

const spans = [30, 90, 365]

const check = (values) => ({
  name: values.name.trim() ? undefined : t('tokens.nameMissing'),
  scopes: values.scopes.length ? undefined : t('tokens.scopesMissing'),
})

/** A list with one more or one fewer. */
const toggled = (list, value) =>
  (list.includes(value) ? list.filter((each) => each !== value) : [...list, value])

/** A new token: its form, and then the token, once. */
export const CreateToken = {
  props: { scopes: Array },
  emits: ['close', 'made'],
  setup(props, { emit }) {
    const id = useId()
    const token = shallowRef('')
    const onClose = () => emit('close')
    const start = { name: '', scopes: ['read'], expires_in_days: '' }
    const form = useForm(start, async (values) => {
      const days = Number(values.expires_in_days) || undefined
      const body = { ...values, name: values.name.trim(), expires_in_days: days }
      token.value = (await api.post('/api/tokens', body)).token
      emit('made')
    }, check)
    const scopes = () => h('fieldset', {
      class: 'choices', 'aria-invalid': form.faults.scopes ? 'true' : undefined, tabindex: -1,
    }, [
      h('legend', { class: 'field-label' }, t('tokens.scopes')),
      props.scopes.map((scope) => h(Check, {
        key: scope, label: t(`tokens.scope.${scope}`), hint: t(`tokens.scopeHint.${scope}`),
        on: form.values.scopes.includes(scope),
        onChange: () => form.set('scopes')(toggled(form.values.scopes, scope)),
      })),
      form.faults.scopes && h('p', { class: 'field-error' }, form.faults.scopes),
    ])
    const expires = () => h(Field, { label: t('tokens.expires') }, (field) => h('select', {
      id: field.id, class: 'input', value: form.values.expires_in_days,
      onChange: (event) => form.set('expires_in_days')(event.target.value),
    }, [
      h('option', { value: '' }, t('tokens.forever')),
      spans.map((n) => h('option', { key: n, value: String(n) }, t('tokens.forDays', { n }))),
    ]))
    return () => (token.value ? h(OnceShown, {
      key: 'shown', title: t('tokens.shown'), label: t('tokens.token'), text: token.value,
      kept: t('tokens.kept'), onClose,
    }, () => h('p', t('tokens.shownHint'))) : h(Dialog, { title: t('tokens.create'), onClose }, {
      default: () => h('form', { id, class: 'form', novalidate: true, onSubmit: form.submit }, [
        formFailure(form),
        formField(form, 'name', {
          label: t('tokens.name'), hint: t('tokens.nameHint'), autocomplete: 'off', maxlength: 120,
        }),
        scopes(), expires(),
      ]),
      foot: () => formFoot(form, id, t('tokens.make'), onClose),
    }))
  },
}
