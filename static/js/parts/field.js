import { h, icon, useId } from '../core/h.js'

const words = (...ids) => ids.filter(Boolean).join(' ') || undefined

/**
 * A labelled control with its hint and its fault. The default slot draws the control and gets
 * {id, describedBy, invalid} to put on it.
 */
export const Field = {
  props: { label: String, hint: String, fault: String },
  setup(props, { slots }) {
    const id = useId()
    return () => h('div', { class: 'field' }, [
      h('label', { class: 'field-label', for: id }, props.label),
      slots.default({
        id,
        describedBy: words(props.hint && `${id}-hint`, props.fault && `${id}-fault`),
        invalid: props.fault ? 'true' : undefined,
      }),
      props.hint && h('p', { class: 'field-hint', id: `${id}-hint` }, props.hint),
      props.fault
        && h('p', { class: 'field-error', id: `${id}-fault` }, [icon('alert'), props.fault]),
    ])
  },
}

/**
 * A text field with its label.
 * @param {{label: string, value: string, onChange: (text: string) => void, hint?: string, fault?:
 *   string}} props
 *   everything else (type, autocomplete, required, …) goes to the input
 */
export function TextField({ label, value, hint, fault, onChange }, { attrs }) {
  return h(Field, { label, hint, fault }, ({ id, describedBy, invalid }) => h('input', {
    class: 'input', type: 'text', ...attrs, id, value,
    'aria-describedby': describedBy, 'aria-invalid': invalid,
    onInput: (event) => onChange(event.target.value),
  }))
}
TextField.props = ['label', 'value', 'hint', 'fault', 'onChange']
TextField.inheritAttrs = false

/**
 * A choice out of a list, named by aria-label.
 * @param {{label: string, value: string, options: {value: string, label: string}[], onChoose:
 *   (value: string) => void}} props
 */
export function Select({ label, value, options, onChoose }) {
  return h('select', {
    class: 'input input-quiet select', 'aria-label': label, value,
    onChange: (event) => onChoose(event.target.value),
  }, options.map((each) => h('option', { key: each.value, value: each.value }, each.label)))
}
Select.props = ['label', 'value', 'options', 'onChoose']
