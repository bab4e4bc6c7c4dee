import { h } from '../core/h.js'
import { t } from '../core/i18n.js'

/** Line and column of an offset, from 1. */
function place(text, offset) {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: before.at(-1).length + 1 }
}

/** Browsers name the place in their own ways; what they say about it comes first. */
function explain(text, message) {
  const reason = message.replace(/^JSON\.parse: /, '')
    .replace(/\s*(in JSON )?at (position|line).*$/, '').replace(/, ?"[\s\S]*$/, '')
  const offset = /position (\d+)/.exec(message)
  const named = /line (\d+) column (\d+)/.exec(message)
  if (offset) return { reason, ...place(text, Number(offset[1])) }
  if (named) return { reason, line: Number(named[1]), column: Number(named[2]) }
  return /end of/i.test(message) ? { reason, ...place(text, text.length) } : { reason }
}

/** What is wrong with a text as JSON; null where it is JSON. @param {string} text */
export function jsonFault(text) {
  try {
    JSON.parse(text)
    return null
  } catch (failure) {
    const fault = explain(text, failure.message)
    return t(fault.line ? 'tester.invalidAt' : 'tester.invalid', fault)
  }
}

/** Tab would trap the keyboard, so two spaces come by themselves after a brace instead. */
function onEnter(event) {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { value, selectionStart: at } = event.target
  const line = value.slice(0, at).split('\n').at(-1)
  const indent = /^\s*/.exec(line)[0] + (/[{[]\s*$/.test(line) ? '  ' : '')
  if (!indent) return
  event.preventDefault()
  event.target.setRangeText(`\n${indent}`, at, event.target.selectionEnd, 'end')
  event.target.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * A text area for JSON.
 * @param {{id: string, value: string, onChange: (text: string) => void, invalid: boolean,
 *   describedBy: string}} props
 */
export const JsonEditor = ({ id, value, invalid, describedBy, onChange }) => h('textarea', {
  id, class: 'input json', value, rows: Math.max(14, value.split('\n').length + 1),
  spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off',
  wrap: 'off', 'aria-invalid': invalid ? 'true' : undefined, 'aria-describedby': describedBy,
  onInput: (event) => onChange(event.target.value), onKeydown: onEnter,
})
JsonEditor.props = ['id', 'value', 'invalid', 'describedBy', 'onChange']
