/**
 * Live updates. One EventSource per browser: tabs elect a leader with a Web Lock, the leader
 * fans out over a BroadcastChannel, and another takes over when it goes. After three failed
 * reconnects screens poll every 15 s until the stream is back.
 */
import { onScopeDispose, ref, watch } from './h.js'

/**
 * @typedef {'event'|'delivery'|'journey'|'organisation'|'gap'} Topic organisation: its settings
 *   changed; gap: something was missed, fetch again
 */
/** @typedef {'connecting'|'live'|'reconnecting'|'polling'|'offline'} Status */

const address = '/api/events/stream?topics=event,delivery,journey,organisation'
const topics = ['event', 'delivery', 'journey', 'organisation', 'gap']
const failuresBeforePolling = 3
const pollEvery = 15_000
const pauses = [1000, 2000, 5000, 15_000]
/** A tab that led may have gone because the person signed out: others hear of that by then. */
const takeOverAfter = 200

/** @type {import('./h.js').Ref<Status>} */
export const liveStatus = ref('connecting')

/** Until when the page was up to date, as milliseconds; null while it is, or never was. */
export const liveAsOf = ref(null)

/** @type {Map<Topic, Set<(data: any) => void>>} */
const listeners = new Map(topics.map((topic) => [topic, new Set()]))

/**
 * Calls back with every message of a topic until the calling component goes.
 * @param {Topic} topic @param {(data: any) => void} run
 */
export function onLive(topic, run) {
  listeners.get(topic).add(run)
  onScopeDispose(() => listeners.get(topic).delete(run))
}

/**
 * Calls back when the stream begins after the caller did: what came between its first answer and
 * then was told to nobody. Later beginnings are gaps.
 * @param {() => void} run
 */
export function onLiveBegin(run) {
  watch(liveStatus, (now, before) => { if (now === 'live' && before === 'connecting') run() })
}

let channel = null
let release = null
let source = null
let retry = 0
let poller = 0
let failures = 0
/** Whether anybody led already: then something was missed until the stream is there anew. */
let opened = false

function hear(topic, data) {
  for (const run of listeners.get(topic)) run(data)
}

function setStatus(status) {
  if (status === 'live') liveAsOf.value = null
  else if (liveStatus.value === 'live') liveAsOf.value = Date.now()
  liveStatus.value = status
}

function tell(message) {
  channel?.postMessage(message)
  receive(message)
}

function receive(message) {
  if (message.status === 'live') opened = true
  if (message.status) setStatus(message.status)
  else if (message.topic) hear(message.topic, message.data)
  // Whatever is shown may depend on the settings.
  if (message.topic === 'organisation') hear('gap', {})
  if (message.hello && release) channel.postMessage({ status: liveStatus.value })
}

function setPolling(on) {
  clearInterval(poller)
  poller = on ? setInterval(() => tell({ topic: 'gap', data: {} }), pollEvery) : 0
}

function connect() {
  clearTimeout(retry)
  source?.close()
  source = new EventSource(address)
  // The greeting: from here on everything is told. The head comes a moment before that.
  source.onmessage = () => {
    const missed = opened
    failures = 0
    setPolling(false)
    tell({ status: 'live' })
    if (missed) tell({ topic: 'gap', data: {} })
  }
  for (const topic of topics) {
    source.addEventListener(topic, ({ data }) => {
      tell({ topic, data: data ? JSON.parse(data) : {} })
    })
  }
  source.onerror = failed
}

/** The browser's own retry stops for good on an error status, so we always reconnect ourselves. */
function failed() {
  source?.close()
  failures += 1
  const lost = failures >= failuresBeforePolling
  if (lost && !poller) setPolling(true)
  tell({ status: !navigator.onLine ? 'offline' : lost ? 'polling' : 'reconnecting' })
  retry = setTimeout(connect, pauses[Math.min(failures, pauses.length) - 1])
}

function lead() {
  return new Promise((resolve) => {
    release = resolve
    if (opened) retry = setTimeout(connect, takeOverAfter)
    else connect()
  })
}

function letGo() {
  clearTimeout(retry)
  setPolling(false)
  source?.close()
  source = null
  release?.()
  release = null
}

let seat = null

function ask() {
  seat = new AbortController()
  navigator.locks.request(`waymark-live-${channel.name}`, { signal: seat.signal }, lead)
    .catch(() => {})
  channel.postMessage({ hello: true })
}

function join(name) {
  channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => receive(data)
  // Without Web Locks (plain http on a LAN) each tab holds its own stream.
  if (navigator.locks) ask()
  else lead()
}

/** Leaves the stream; another tab takes over where this one led. */
function leave() {
  seat?.abort()
  letGo()
  channel?.close()
  channel = null
  opened = false
}

let joined = null

/**
 * Joins the stream of an organisation, once signed in.
 * @param {string} organisation
 */
export function startLive(organisation) {
  joined = `waymark-live-${organisation}`
  if (!channel) join(joined)
  // Signed in anew: the stream need not wait for its next try.
  else if (release && liveStatus.value !== 'live') connect()
}

/** Leaves the stream for good, on sign-out. */
export function stopLive() {
  joined = null
  leave()
}

// A frozen or hidden-away page must not hold the lock: others would hear nothing.
document.addEventListener('freeze', leave)
window.addEventListener('pagehide', leave)
window.addEventListener('pageshow', (event) => { if (event.persisted && joined) resume() })
document.addEventListener('resume', () => { if (joined) resume() })
window.addEventListener('online', () => { if (release) connect() })
window.addEventListener('offline', () => { if (release) tell({ status: 'offline' }) })

function resume() {
  if (!channel) join(joined)
  hear('gap', {})
}
