/**
 * Keys. Screens bind single letters and chords ("g j"); letters are silent while typing and can
 * be switched off (WCAG 2.1.4). Escape closes the innermost thing that asked for it.
 */
import { onScopeDispose, ref, shallowReactive } from './h.js'
import { recall, store } from './memory.js'

/**
 * @typedef {object} Binding
 * @property {string} keys one letter, a chord as "g j", or "mod k" with Ctrl (on a Mac, Command)
 * @property {string} label key of a sentence
 * @property {(event: KeyboardEvent) => unknown} run
 * @property {boolean} [everywhere] not only on the present screen
 */

/** @type {Binding[]} everything bound now, for the list under "?" */
export const bindings = shallowReactive([])

/** Whether single letters do something. */
export const lettersOn = ref(recall('letters') !== 'off')

/** @param {boolean} on */
export function setLetters(on) {
  lettersOn.value = on
  store('letters', on ? null : 'off')
}

/** Binds keys until the calling component goes. @param {Binding[]} list */
export function bindKeys(list) {
  bindings.push(...list)
  onScopeDispose(() => {
    for (const each of list) bindings.splice(bindings.indexOf(each), 1)
  })
}

/** @type {(() => void)[]} */
const escapes = []

/**
 * Asks for Escape until the calling component goes or the answer is called.
 * @param {() => void} run
 */
export function onEscape(run) {
  escapes.push(run)
  const stop = () => {
    const at = escapes.indexOf(run)
    if (at >= 0) escapes.splice(at, 1)
  }
  onScopeDispose(stop)
  return stop
}

/** What the key is called that "mod" stands for. */
export const modKey = /^Mac|^iP/.test(navigator.platform) ? '⌘' : 'Ctrl'

const chordWithin = 1200
let first = ''
let firstAt = 0

const typing = (target) =>
  target.closest?.('input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]')

/** A dialog on top owns the keyboard; only its own keys work there. */
const covered = () => document.querySelector('dialog[open]:modal') !== null

function run(keys, event) {
  const found = bindings.findLast((each) => each.keys === keys)
  if (!found) return false
  event.preventDefault()
  found.run(event)
  return true
}

function onKey(event) {
  if (event.key === 'Escape' && !event.defaultPrevented && !covered() && escapes.length) {
    event.preventDefault()
    return escapes.at(-1)()
  }
  if (event.altKey || event.isComposing) return
  if (event.ctrlKey || event.metaKey) {
    if (!covered() && !event.shiftKey) run(`mod ${event.key.toLowerCase()}`, event)
    return
  }
  if (!lettersOn.value || typing(event.target) || covered() || event.key.length !== 1) return
  const chord = first && event.timeStamp - firstAt < chordWithin ? `${first} ${event.key}` : ''
  first = ''
  if (chord && run(chord, event)) return
  if (run(event.key, event)) return
  if (bindings.some((each) => each.keys.startsWith(`${event.key} `))) {
    first = event.key
    firstAt = event.timeStamp
  }
}

document.addEventListener('keydown', onKey)
