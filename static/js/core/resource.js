/**
 * `resource` for every GET: aborts what became stale, keeps old data on screen (dimmed after
 * 120 ms) while new data loads. `mutate` for every change: shows it at once, takes it back with
 * a sentence where the server refuses.
 */
import { onScopeDispose, shallowReactive, watch } from './h.js'
import { toast } from './toast.js'

const dimAfter = 120
const cacheSize = 40

/** @type {Map<string, unknown>} the last answers by key, so that going back paints at once */
const cache = new Map()

function remember(key, data) {
  cache.delete(key)
  cache.set(key, data)
  if (cache.size > cacheSize) cache.delete(cache.keys().next().value)
}

/** @type {Set<(key: string, data: unknown) => void>} who shows answers learns of newer ones */
const readers = new Set()

/** Forgets all answers; on sign-out and when the organisation changes. */
export const forgetAnswers = () => cache.clear()

/**
 * @template T
 * @typedef {object} Resource
 * @property {T | null} data the newest answer; kept while a newer one loads, and where that
 *   fails, unless it was asked for other things
 * @property {import('./api.js').ApiError | null} error of the last try
 * @property {boolean} loading
 * @property {boolean} dimmed loading for long enough to show it
 * @property {() => Promise<void>} reload
 * @property {(change: (data: T) => T) => void} patch replaces the data by hand (live updates)
 */

/**
 * @template T
 * @param {() => string | null} key what to load, reactive; null loads nothing
 * @param {(signal: AbortSignal, key: string, show: (part: T) => void) => Promise<T>} load
 *   show: what there is of the answer by now
 * @param {{keep?: boolean}} [options] keep: false empties the data when the key changes
 * @returns {Resource<T>}
 */
export function resource(key, load, { keep = true } = {}) {
  const self = shallowReactive({
    data: null, error: null, loading: false, dimmed: false, reload, patch,
  })
  let current = null
  /** Of which key the data is: while another one loads, it is still that of the key before. */
  let shown = null
  let aborter = null

  const take = (data, of) => {
    shown = of
    self.data = data
  }

  async function run(wanted) {
    aborter?.abort()
    const mine = aborter = new AbortController()
    self.loading = true
    const dim = () => { self.dimmed = mine === aborter && self.data !== null }
    const dimming = setTimeout(dim, dimAfter)
    const show = (part) => {
      if (mine !== aborter) return
      clearTimeout(dimming)
      self.dimmed = false
      take(part, wanted)
    }
    try {
      const data = await load(mine.signal, wanted, show)
      if (mine !== aborter) return
      take(data, wanted)
      self.error = null
      remember(wanted, data)
      for (const hear of readers) hear(wanted, data)
    } catch (failure) {
      if (mine !== aborter || failure.name === 'AbortError') return
      if (shown !== wanted) take(null, null)
      self.error = failure
    } finally {
      clearTimeout(dimming)
      if (mine === aborter) Object.assign(self, { loading: false, dimmed: false })
    }
  }

  function choose(wanted) {
    current = wanted
    if (wanted === null) return stop()
    const known = cache.get(wanted)
    if (known !== undefined) take(known, wanted)
    else if (!keep) take(null, null)
    self.error = null
    return run(wanted)
  }

  function stop() {
    aborter?.abort()
    aborter = null
    take(null, null)
    Object.assign(self, { error: null, loading: false, dimmed: false })
  }

  function reload() {
    return current === null ? Promise.resolve() : run(current)
  }

  function patch(change) {
    if (self.data === null) return
    self.data = change(self.data)
    remember(shown, self.data)
  }

  /** What somebody else on the page has asked meanwhile. */
  function hear(known, data) {
    if (known !== current || self.loading) return
    take(data, known)
    self.error = null
  }

  watch(key, choose, { immediate: true })
  readers.add(hear)
  onScopeDispose(() => {
    readers.delete(hear)
    aborter?.abort()
  })
  return self
}

/**
 * One change on the server, shown at once.
 * @template T
 * @param {object} change
 * @param {() => (() => void) | void} [change.apply] shows it; returns how to take it back
 * @param {() => Promise<T>} change.request
 * @param {string} [change.done] sentence for the toast
 * @param {() => unknown} [change.undo] makes the toast carry Undo
 * @returns {Promise<T | null>} null where it failed (a toast has said why)
 */
export async function mutate({ apply, request, done, undo }) {
  const takeBack = apply?.()
  try {
    const value = await request()
    if (done) toast({ text: done, undo })
    return value
  } catch (failure) {
    takeBack?.()
    toast({ text: failure.message, details: failure.details, kind: 'bad' })
    return null
  }
}

/**
 * Takes a row out of a list that an answer holds, for `apply`.
 * @param {Resource<any>} answer @param {string} list @param {{id: string}} row
 * @returns {() => void} puts it back
 */
export function takeOut(answer, list, row) {
  const before = answer.data
  answer.patch((data) => ({ ...data, [list]: data[list].filter(({ id }) => id !== row.id) }))
  return () => answer.patch(() => before)
}

const undoFor = 6000

/**
 * A change that cannot be taken back once sent: it shows at once and is sent when the time for
 * Undo is over, or when the page goes.
 * @param {object} change
 * @param {() => () => void} change.apply shows it; returns how to take it back
 * @param {(options?: {keepalive: boolean}) => Promise<unknown>} change.request
 * @param {string} change.done sentence for the toast
 */
export function later({ apply, request, done }) {
  const takeBack = apply()
  const finish = () => window.removeEventListener('pagehide', leave)
  const timer = setTimeout(() => {
    finish()
    mutate({ apply: () => takeBack, request })
  }, undoFor)
  function leave() {
    clearTimeout(timer)
    request({ keepalive: true })
  }
  window.addEventListener('pagehide', leave, { once: true })
  toast({
    text: done,
    undo: () => {
      clearTimeout(timer)
      finish()
      takeBack()
    },
  })
}
