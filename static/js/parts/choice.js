import { h } from '../core/h.js'
import { t } from '../core/i18n.js'

const one = ({ name, value, onChoose }, option) => h('label', {
  class: 'choice', key: option.value,
}, [
  h('input', {
    type: 'radio', name, value: option.value, checked: option.value === value,
    onChange: () => onChoose(option.value),
  }),
  h('span', [
    h('span', { class: 'strong' }, option.label),
    option.hint && h('span', { class: 'small muted choice-hint' }, option.hint),
  ]),
])

/**
 * One of a few that need a sentence each.
 * @param {{legend: string, name: string, value: unknown, onChoose: (value: any) => void,
 *   options: {value: unknown, label: string, hint?: string}[]}} props
 */
export const Choices = (props) => h('fieldset', { class: 'choices' }, [
  h('legend', { class: 'field-label' }, props.legend),
  props.options.map((option) => one(props, option)),
])
Choices.props = ['legend', 'name', 'value', 'options', 'onChoose']

/**
 * A box to tick.
 * @param {{label: string, hint?: string, on: boolean, onChange: (on: boolean) => void}} props
 */
export const Check = ({ label, hint, on, onChange }) => h('label', { class: 'check' }, [
  h('input', {
    type: 'checkbox', checked: on, onChange: (event) => onChange(event.target.checked),
  }),
  h('span', [label, hint && h('span', { class: 'field-hint choice-hint' }, hint)]),
])
Check.props = ['label', 'hint', 'on', 'onChange']

/** The foot of a dialog with a form: Cancel, and the button that submits the form of that id. */
export const formFoot = (form, id, label, onClose, more = {}) => [
  h('button', { type: 'button', class: 'button', onClick: onClose }, t('action.cancel')),
  h('button', {
    type: 'submit', form: id, class: 'button button-primary',
    'aria-busy': form.busy ? 'true' : undefined, ...more,
  }, [form.busy && h('span', { class: 'spinner', 'aria-hidden': 'true' }), label]),
]
