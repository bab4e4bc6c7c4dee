import { h } from '../core/h.js'
import { Copy } from './copy.js'

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/** JSON text as coloured pieces; text that is not JSON comes out as it is. */
function colour(text) {
  const pieces = []
  let from = 0
  for (const found of text.matchAll(token)) {
    const [whole, string, colon, number] = found
    const kind = string ? (colon ? 'key' : 'text') : number ? 'number' : 'word'
    const piece = h('span', { class: `code-${kind}` }, string ?? whole)
    pieces.push(text.slice(from, found.index), piece, colon ?? '')
    from = found.index + whole.length
  }
  return [...pieces, text.slice(from)]
}

/**
 * JSON with two spaces where it is JSON.
 * @param {string} text
 * @returns {{text: string, json: boolean}}
 */
export function pretty(text) {
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), json: true }
  } catch {
    return { text, json: false }
  }
}

/**
 * Code with a name, Copy, and colours for JSON. Scrolls within itself, by keyboard as well.
 * @param {{label: string, text: string, json?: boolean, wrap?: boolean, copy?: string}} props
 *   copy: what Copy takes, where it differs from what is shown
 */
export function CodeBlock({ label, text, json, wrap, copy }, { slots }) {
  return h('div', { class: 'code' }, [
    h('div', { class: 'code-bar' }, [
      h('span', label),
      h('span', { class: 'line' }, [slots.side?.(), h(Copy, { text: copy ?? text, plain: true })]),
    ]),
    h('pre', {
      class: wrap && 'wrap', tabindex: 0, role: 'group', 'aria-label': label,
    }, h('code', json ? colour(text) : text)),
  ])
}
CodeBlock.props = ['label', 'text', 'json', 'wrap', 'copy']
