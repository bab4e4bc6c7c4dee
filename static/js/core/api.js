/**
 * The JSON API. One failure type; a session that ended asks the person to sign in and then
 * repeats the request.
 */
import { t } from './i18n.js'

/** What went wrong, in the words of the server's problem document where there is one. */
export class ApiError extends Error {
  /** @param {number} status 0 where no answer came @param {object} [problem] */
  constructor(status, problem = {}, retryAfter = null) {
    super(problem.detail || problem.title || t(status ? 'failure.server' : 'failure.network'))
    this.status = status
    this.title = problem.title ?? ''
    /** @type {string[]} each "field: reason" */
    this.details = problem.details ?? []
    this.retryAfter = retryAfter
    /** Members that only some answers have. */
    this.problem = problem
  }
}

const guard = { csrf: () => '', renew: null }

/**
 * Says where the CSRF token comes from and what to do when a session has ended.
 * @param {{csrf: () => string, renew: () => Promise<void>}} hooks
 */
export function guardWith(hooks) {
  Object.assign(guard, hooks)
}

function address(path, query) {
  const url = new URL(path, window.location.origin)
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, value)
  }
  return url
}

function request(method, { body, signal, keepalive, headers: more }) {
  const headers = { Accept: 'application/json', ...more }
  if (method !== 'GET') {
    headers['Content-Type'] = 'application/json'
    headers['X-CSRF-Token'] = guard.csrf()
  }
  const text = body === undefined ? undefined : JSON.stringify(body)
  return { method, headers, signal, keepalive, credentials: 'same-origin', body: text }
}

async function ask(url, options) {
  const response = await fetch(url, options)
  return { response, text: await response.text() }
}

function read({ response, text }) {
  if (!text) return {}
  try {
    return JSON.parse(text)
  } catch {
    return { title: response.ok ? undefined : t('failure.server') }
  }
}

/** The answer to what early.js asked already. It holds for the first screen alone, and once. */
function earlyAnswer(method, { pathname, search }) {
  const key = pathname + search
  const answer = method === 'GET' ? window.earlyAnswers?.get(key) : undefined
  if (answer) window.earlyAnswers.delete(key)
  return answer
}

/** Whatever comes later asks anew. */
export const forgetEarlyAnswers = () => window.earlyAnswers?.clear()

async function send(method, path, options = {}) {
  let answer
  try {
    const url = address(path, options.query)
    answer = await (earlyAnswer(method, url) ?? ask(url, request(method, options)))
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure
    throw new ApiError(0)
  }
  const { response } = answer
  const value = read(answer)
  if (response.ok) return value
  if (response.status === 401 && !options.bare && guard.renew) {
    await guard.renew()
    return send(method, path, options)
  }
  throw new ApiError(response.status, value, Number(response.headers.get('Retry-After')) || null)
}

/**
 * The verbs. `bare` leaves a 401 to the caller; used by sign-in itself.
 * @typedef {{query?: object, signal?: AbortSignal, bare?: boolean, keepalive?: boolean, headers?:
 *   Record<string, string>}} Options
 */
export const api = {
  /** @param {string} path @param {Options} [options] */
  get: (path, options) => send('GET', path, options),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  post: (path, body = {}, options) => send('POST', path, { ...options, body }),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  patch: (path, body = {}, options) => send('PATCH', path, { ...options, body }),
  /** @param {string} path @param {unknown} [body] @param {Options} [options] */
  put: (path, body, options) => send('PUT', path, { ...options, body }),
  /** @param {string} path @param {Options} [options] */
  remove: (path, options) => send('DELETE', path, options),
}
