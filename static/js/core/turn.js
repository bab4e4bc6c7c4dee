/**
 * Work in turns: each piece in a task of its own, so that the browser paints and answers in
 * between, on a slow device as well.
 */
import { onScopeDispose, shallowRef, watch } from './h.js'

/** Longer than a frame takes: pages that nobody looks at paint none. */
const patience = 250

/**
 * Calls once what was drawn is painted and nothing more urgent waits. Not from within a frame: the
 * browser would count all that the frame takes as one long task.
 */
const whenIdle = window.requestIdleCallback?.bind(window)
  ?? ((run) => requestAnimationFrame(() => setTimeout(run)))

/** @type {(() => void)[]} */
const waiting = []

/** The browser may do what waits before the caller goes on. */
export const breath = () => new Promise((done) => { setTimeout(done) })

function call() {
  let called = false
  const once = () => {
    if (called) return
    called = true
    clearTimeout(late)
    waiting.shift()()
    if (waiting.length) call()
  }
  const late = setTimeout(once, patience)
  whenIdle(once)
}

/** Settles once what was drawn by now is painted; one caller after the other. */
export const turn = () => new Promise((done) => {
  if (waiting.push(done) === 1) call()
})

/**
 * What `read` gives, a turn later: for what may follow the most important.
 * @template T
 * @param {() => T} read reactive
 * @returns {import('./h.js').Ref<T | null>} null until its first turn
 */
export function inTurn(read) {
  const shown = shallowRef(null)
  let gone = false
  onScopeDispose(() => { gone = true })
  watch(read, async (value) => {
    if (value === shown.value) return
    await turn()
    if (!gone && value === read()) shown.value = value
  }, { immediate: true })
  return shown
}
