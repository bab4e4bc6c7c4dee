/** Short messages at the edge of the page; at most three, never the only place of an error. */
import { shallowReactive } from './h.js'

/**
 * @typedef {object} Toast
 * @property {number} id
 * @property {string} text
 * @property {string[]} details each on a line of its own
 * @property {'plain'|'good'|'bad'} kind
 * @property {() => unknown} [undo] makes the toast carry Undo
 */

const most = 3
const seconds = 6
let lastId = 0

/** @type {Toast[]} what is shown now, oldest first */
export const toasts = shallowReactive([])

const timers = new Map()

/** @param {number} id */
export function dismiss(id) {
  clearTimeout(timers.get(id))
  timers.delete(id)
  const at = toasts.findIndex((each) => each.id === id)
  if (at >= 0) toasts.splice(at, 1)
}

function arm(id) {
  timers.set(id, setTimeout(() => dismiss(id), seconds * 1000))
}

/** Keeps toasts while pointer or focus is on them. @param {boolean} held */
export function holdToasts(held) {
  for (const { id } of toasts) {
    clearTimeout(timers.get(id))
    if (!held) arm(id)
  }
}

/**
 * @param {{text: string, details?: string[], kind?: 'plain'|'good'|'bad', undo?: () => unknown}}
 *   message
 */
export function toast({ text, details = [], kind = 'plain', undo }) {
  const id = lastId += 1
  toasts.push({ id, text, details, kind, undo })
  while (toasts.length > most) dismiss(toasts[0].id)
  arm(id)
  return id
}
