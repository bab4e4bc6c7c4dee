/**
 * `resource` for every GET: aborts what became stale, keeps old data on screen (dimmed after
 * 120 ms) while new data loads, and shows changes that the server has yet to confirm.
 */
import { onScopeDispose, shallowReactive, watch } from './h.js'

const dimAfter = 120
const cacheSize = 40

/** @type {Map<string, unknown>} the last answers by key, so that going back paints at once */
const cache = new Map()

function remember(key, data) {
  cache.delete(key)
  cache.set(key, data)
  if (cache.size > cacheSize) cache.delete(cache.keys().next().value)
}

/**
 * Who shows answers learns of newer ones, and of changes that are supposed or true by now.
 * @type {Set<{hear: (key: string, data: unknown) => void,
 *   amend: (key: string, change?: (data: unknown) => unknown) => void}>}
 */
const readers = new Set()

/**
 * Changes that the server has not confirmed yet, by key: each answer is shown with them, also one
 * that was asked before or comes while they wait to be sent.
 * @type {Map<string, Set<(data: any) => any>>}
 */
const supposed = new Map()

const withSupposed = (key, data) =>
  [...(data && supposed.get(key)) ?? []].reduce((changed, change) => change(changed), data)

function amendAll(key, change) {
  for (const { amend } of readers) amend(key, change)
}

/**
 * @typedef {object} Supposed a change that is shown before the server has it
 * @property {() => void} [keep] the server has it
 * @property {() => void} takeBack it will not have it
 */

/** @returns {Supposed} */
function supposeOf(key, change) {
  supposed.set(key, (supposed.get(key) ?? new Set()).add(change))
  amendAll(key)
  const drop = () => supposed.get(key).delete(change)
  return {
    keep() {
      drop()
      if (cache.has(key)) remember(key, change(cache.get(key)))
      amendAll(key, change)
    },
    takeBack() {
      drop()
      amendAll(key)
    },
  }
}

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
 * @property {(change: (data: T) => T) => Supposed} suppose shows a change that the server is asked
 *   for; it may be made on any later answer
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
    data: null, error: null, loading: false, dimmed: false, reload, patch, suppose,
  })
  let current = null
  /** The data as the server said it. */
  let said = null
  /** Of which key the data is: while another one loads, it is still that of the key before. */
  let shown = null
  let aborter = null

  const take = (data, of) => {
    shown = of
    said = data
    self.data = withSupposed(of, data)
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
      for (const { hear } of readers) hear(wanted, data)
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
    if (said === null) return
    take(change(said), shown)
    remember(shown, said)
  }

  function suppose(change) {
    return supposeOf(shown, change)
  }

  /** What somebody else on the page has asked meanwhile. */
  function hear(known, data) {
    if (known !== current || self.loading) return
    take(data, known)
    self.error = null
  }

  function amend(known, change = (data) => data) {
    if (known !== shown || said === null) return
    take(change(said), known)
    // What is on its way may have been said before the change.
    if (self.loading) reload()
  }

  const reader = { hear, amend }
  watch(key, choose, { immediate: true })
  readers.add(reader)
  onScopeDispose(() => {
    readers.delete(reader)
    aborter?.abort()
  })
  return self
}
