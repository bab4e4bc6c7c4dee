import { h, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'
import { Field } from './field.js'

/**
 * A password, with a button that shows it. Other attributes go to the input.
 * Props: label (“Password” by itself), hint, value, fault, onChange(text).
 */
export const PasswordField = {
  inheritAttrs: false,
  props: ['label', 'hint', 'value', 'fault', 'onChange'],
  setup(props, { attrs }) {
    const shown = ref(false)
    const eye = () => h(Button, {
      kind: 'plain', small: true, icon: shown.value ? 'eye-closed' : 'eye',
      label: t(shown.value ? 'login.hide' : 'login.show'), 'aria-pressed': String(shown.value),
      onClick: () => { shown.value = !shown.value },
    })
    return () => h(Field, {
      label: props.label ?? t('login.password'), hint: props.hint, fault: props.fault,
    },
      ({ id, describedBy, invalid }) => h('div', { class: 'input-group' }, [
        h('input', {
          name: 'password', autocomplete: 'current-password', ...attrs, id, class: 'input',
          type: shown.value ? 'text' : 'password', value: props.value,
          'aria-describedby': describedBy, 'aria-invalid': invalid,
          onInput: (event) => props.onChange(event.target.value),
        }),
        h('span', { class: 'input-end' }, [eye()]),
      ]))
  },
}
