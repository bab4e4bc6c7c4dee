import { h } from '../core/h.js'
import { session } from '../core/session.js'
import { TextField } from './field.js'
import { PasswordField } from './password-field.js'

/** What is wrong with the whole of a form. @param {{failure: string}} form */
export const formFailure = ({ failure }) => h('div', { role: 'alert', class: 'form-failure' },
  failure && h('p', { class: 'note', 'data-tone': 'bad' }, failure))

/** Password managers file what is typed under this name; nobody sees the field. */
export const userName = () => h('input', {
  type: 'email', name: 'username', autocomplete: 'username', value: session.person?.email ?? '',
  readonly: true, hidden: true,
})

/**
 * A text field of a form.
 * @param {object} form of useForm
 * @param {string} name
 * @param {object} props of TextField; `type: 'password'` gets its eye
 */
export const formField = (form, name, { type, ...props }) =>
  h(type === 'password' ? PasswordField : TextField, {
    ...type !== 'password' && { type }, name, value: form.values[name], fault: form.faults[name],
    onChange: form.set(name), ...props,
  })
