import { bindKeys } from '../core/keys.js'

/** What opens a row; else the first thing in it that does something. */
const grip = (row) => (row.matches('a, button') ? row
  : row.querySelector('.row-link') ?? row.querySelector('a, button'))

/**
 * j and k walk the rows of a list: the things in the box that match the selector.
 * @param {import('../core/h.js').Ref<HTMLElement | null>} box
 * @param {string} selector
 */
export function walkRows(box, selector) {
  const step = (by) => () => {
    const rows = [...box.value?.querySelectorAll(selector) ?? []]
    const at = rows.findIndex((each) => each.contains(document.activeElement))
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))]
    if (!next) return
    grip(next)?.focus()
    next.scrollIntoView({ block: 'nearest' })
  }
  bindKeys([
    { keys: 'j', label: 'keys.nextRow', run: step(1) },
    { keys: 'k', label: 'keys.previousRow', run: step(-1) },
  ])
}
