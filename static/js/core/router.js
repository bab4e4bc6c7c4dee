/**
 * The URL is the state. Paths choose a screen, the query holds everything that a person chose;
 * back works and a pasted link shows the same thing.
 */
import { computed, nextTick, reactive, readonly } from './h.js'
import { t } from './i18n.js'

/**
 * @typedef {object} RouteRule
 * @property {string} path with :names for its parts
 * @property {string} [title] key of the sentence for the window's title
 * @property {() => Promise<object>} [load] imports the screen's component
 * @property {string[]} [asks] what it asks the server first, where its address has no query: a
 *   visit that begins there need not wait for modules to ask it (early.js)
 * @property {string} [redirect]
 * @property {boolean} [open] for anybody, signed in or not: drawn without the frame
 * @property {string} [section] which entry of the sidebar is current
 */

const state = reactive({ path: '', params: {}, query: {}, rule: null, visit: 0 })

/** The present place: path, params, query (text values), rule, visit (grows with each path). */
export const route = readonly(state)

/** @type {{pattern: RegExp, names: string[], rule: RouteRule}[]} */
let table = []

function compile(rule) {
  const names = []
  const text = rule.path.replace(/:(\w+)/g, (_, name) => (names.push(name), '([^/]+)'))
  return { pattern: new RegExp(`^${text}/?$`), names, rule }
}

function match(path) {
  for (const { pattern, names, rule } of table) {
    const found = pattern.exec(path)
    if (!found) continue
    const pairs = names.map((name, index) => [name, decodeURIComponent(found[index + 1])])
    return { rule, params: Object.fromEntries(pairs) }
  }
  return { rule: null, params: {} }
}

const patience = 300
const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time) })
let turn = 0

/**
 * Takes the address as it is now. The present screen stays until the next one is fetched, or
 * until that takes so long that a skeleton is better.
 */
async function enter({ moved }) {
  const mine = turn += 1
  const { pathname, search } = window.location
  const { rule, params } = match(pathname)
  if (rule?.redirect) return navigate(rule.redirect + search, { replace: true })
  const samePath = state.path === pathname
  if (moved && !samePath && rule?.load) {
    await Promise.race([rule.load().catch(() => {}), pause(patience)])
    if (mine !== turn) return
  }
  Object.assign(state, { path: pathname, params, rule })
  state.query = Object.fromEntries(new URLSearchParams(search))
  if (samePath) return
  state.visit += 1
  setTitle(rule?.title ? t(rule.title) : t('shell.notFound.title'))
  if (moved) nextTick(focusMain)
}

/** New screens start at their head: focus goes to main, so that readers announce it. */
function focusMain() {
  window.scrollTo(0, 0)
  document.getElementById('main')?.focus({ preventScroll: true })
}

/** Sets the window's title. @param {string} text */
export function setTitle(text) {
  document.title = `${text} · Waymark`
}

/**
 * Goes to a path with its query.
 * @param {string} to
 * @param {{replace?: boolean, state?: unknown}} [options]
 */
export function navigate(to, { replace = false, state: kept = null } = {}) {
  window.history[replace ? 'replaceState' : 'pushState'](kept, '', to)
  enter({ moved: true })
}

/**
 * Path and query as a link; empty values are left out.
 * @param {string} path
 * @param {Record<string, unknown>} [query]
 */
export function href(path, query = {}) {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString()
  return text ? `${path}?${text}` : path
}

/** A link to the present path with some values of the query changed. @param {object} patch */
export const hrefWith = (patch) => href(state.path, { ...state.query, ...patch })

/**
 * Changes values of the query; null or '' removes. Choosing pushes, typing replaces.
 * @param {Record<string, unknown>} patch
 * @param {{replace?: boolean, state?: unknown}} [options]
 */
export function setQuery(patch, options) {
  navigate(hrefWith(patch), options)
}

/**
 * A value of the query as a writable ref; its fallback is not written to the URL.
 * @param {string} name
 * @param {string} [fallback]
 * @param {{replace?: boolean}} [options] replace for what is typed
 */
export function queryRef(name, fallback = '', options) {
  return computed({
    get: () => state.query[name] ?? fallback,
    set: (value) => setQuery({ [name]: value === fallback ? null : value, cursor: null }, options),
  })
}

function followLink(event) {
  const link = event.target.closest?.('a[href]')
  const plain =
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (
    !link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')
  ) return
  const url = new URL(link.href, window.location.href)
  if (url.origin !== window.location.origin || url.pathname.startsWith('/api/')) return
  if (
    url.hash && url.pathname === window.location.pathname && url.search === window.location.search
  ) return
  event.preventDefault()
  if (url.href !== window.location.href) navigate(url.pathname + url.search)
}

/** Fetches a screen's modules when a link to it is hovered or focused. */
function prefetch(event) {
  const link = event.target.closest?.('a[href^="/"]')
  if (link) match(link.pathname).rule?.load?.().catch(() => {})
}

/** Starts following links and the history. @param {RouteRule[]} rules */
export function startRouter(rules) {
  table = rules.map(compile)
  document.addEventListener('click', followLink)
  document.addEventListener('pointerover', prefetch, { passive: true })
  document.addEventListener('focusin', prefetch)
  window.addEventListener('popstate', () => enter({ moved: true }))
  enter({ moved: false })
}
