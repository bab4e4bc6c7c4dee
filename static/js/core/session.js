/** Who is signed in. Sign-in, sign-out, and the renewal of a session that ended meanwhile. */
import { shallowReactive } from './h.js'
import { api, guardWith } from './api.js'
import { recall, store } from './memory.js'
import { forgetAnswers } from './resource.js'

/**
 * @typedef {object} Organisation
 * @property {string} id
 * @property {string} name
 * @property {string} currency
 * @property {string} time_zone
 * @property {string} role
 *
 * @typedef {object} Session
 * @property {'unknown'|'in'|'out'|'ended'|'away'} state ended: signed in before, the server says
 *   no more; away: the server did not answer at the start
 * @property {{id: string, name: string, email: string} | null} person
 * @property {Organisation | null} organisation
 * @property {{id: string, name: string, role: string}[]} organisations
 * @property {string} csrf
 * @property {string} version of the server
 * @property {string | null} endsAt the latest end of this session
 */

/** @type {Session} */
export const session = shallowReactive({
  state: 'unknown', person: null, organisation: null, organisations: [], csrf: '', version: '',
  endsAt: null,
})

const isOneOf = (...roles) => roles.includes(session.organisation?.role)

/** What the person may do here; the server decides, the page offers nothing that it refuses. */
export const mayWrite = () => isOneOf('owner', 'admin', 'analyst')
export const manages = () => isOneOf('owner', 'admin')
export const owns = () => isOneOf('owner')

const channel = new BroadcastChannel('waymark-session')
/** @type {{promise: Promise<void>, resolve: () => void} | null} */
let renewal = null

function admit(answer) {
  const samePerson = session.person?.id === answer.person.id
  const sameHouse = session.organisation?.id === answer.organisation.id
  if (session.person && !(samePerson && sameHouse)) return window.location.reload()
  const { person, organisation, organisations, csrf, version } = answer
  Object.assign(session, {
    state: 'in', person, organisation, organisations, csrf, version,
    endsAt: answer.session?.expires_at ?? null,
  })
  store('known', '1')
  renewal?.resolve()
  renewal = null
}

function dismissPerson() {
  store('known', null)
  forgetAnswers()
  Object.assign(session, {
    state: 'out', person: null, organisation: null, organisations: [], csrf: '',
  })
}

const askAgainAfter = 5000

/**
 * Asks the server who is signed in; keeps asking where it cannot be reached. A browser that never
 * signed in need not ask: a 401 would only stain the console of the sign-in screen.
 */
export async function loadSession() {
  if (!recall('known')) return dismissPerson()
  try {
    admit(await api.get('/api/session', { bare: true }))
  } catch (failure) {
    if (failure.status === 401) return dismissPerson()
    if (session.state === 'unknown') session.state = 'away'
    setTimeout(loadSession, askAgainAfter)
  }
}

/** Takes an answer that holds a session, and tells the other tabs. @param {object} answer */
export function enter(answer) {
  admit(answer)
  channel.postMessage('in')
}

/** @param {{email: string, password: string, code?: string}} who */
export async function signIn(who) {
  const answer = await api.post('/api/login', who, { bare: true })
  store('email', who.email)
  enter(answer)
}

/**
 * Goes to another organisation: nothing of the present one stays on the page.
 * @param {string} id
 */
export async function switchTo(id) {
  await api.post('/api/session/organisation', { organisation_id: id })
  channel.postMessage('in')
  window.location.assign('/')
}

/** Ends the session here and in every other tab. */
export async function signOut() {
  await api.post('/api/logout', {}, { bare: true })
  channel.postMessage('out')
  dismissPerson()
}

/** The e-mail that signed in last in this browser. */
export const lastEmail = () => recall('email') ?? ''

/** A session ended: shows the sign-in dialog over the page; settles when signed in again. */
function renew() {
  if (!renewal) {
    renewal = Promise.withResolvers()
    session.state = 'ended'
  }
  return renewal.promise
}

guardWith({ csrf: () => session.csrf, renew })

channel.onmessage = ({ data }) => {
  if (data === 'out' && session.state === 'in') dismissPerson()
  if (data === 'in') loadSession()
}
