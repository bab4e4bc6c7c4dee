/** The tester's work: sign, post through the real front door, and wait for the event. */
import { onScopeDispose, reactive, shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { onLive } from '../core/live.js'

const signAfter = 350
const lookAfter = 2500
const looks = 6
const newest = 20

const signFor = (connection, body) =>
  api.post('/api/webhooks/sign', { connection_id: connection, body })

/** The headers for the present body, signed anew a moment after each change. */
export function useSignature(draft) {
  const signed = shallowReactive({ headers: null, curl: '', failure: '' })
  let timer = 0
  let turn = 0
  async function sign() {
    const mine = turn += 1
    if (!draft.connection) return
    const answer = await signFor(draft.connection, draft.body)
      .catch((failure) => ({ headers: null, curl: '', failure: failure.message }))
    if (mine === turn) Object.assign(signed, { failure: '', ...answer })
  }
  watch(() => [draft.connection, draft.body], () => {
    clearTimeout(timer)
    timer = setTimeout(sign, signAfter)
  }, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return signed
}

/**
 * A wrong signature of the right shape: one letter or digit is another. Not the last one, of
 * which base64 ignores some bits.
 */
function broken(headers) {
  const swap = (text) =>
    text.replace(/[0-9a-zA-Z](?=[\w+/-]{8}=*$)/, (one) => (one === 'a' ? 'b' : 'a'))
  return Object.fromEntries(Object.entries(headers).map(([name, value]) =>
    [name, /signature|authorization/i.test(name) ? swap(value) : value]))
}

/** As a sender would: without the session's cookie. */
async function post(url, headers, body) {
  const started = performance.now()
  const response = await fetch(url, { method: 'POST', headers, body, credentials: 'omit' })
  const text = await response.text()
  return { status: response.status, milliseconds: performance.now() - started, answer: text }
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Whether an event is what this send made of itself. */
function isOurs(event, run) {
  if (run.eventId && event.id === run.eventId) return true
  const sent = parsed(run.body)
  return event.customer.customer_id === sent?.customer_id && event.event === sent?.event
    && Date.parse(event.received_at) >= run.at - 2000
}

/** Sends, and keeps the runs of this visit, newest first. */
export function useSender() {
  /** @type {object[]} */
  const runs = reactive([])
  const timers = new Set()

  function arrive(run, event) {
    run.event = event
    run.arrivedAfter = performance.now() - run.started
  }

  onLive('event', ({ events }) => {
    for (const run of runs.filter((each) => !each.event && each.status < 300)) {
      const event = events.find((each) => isOurs(each, run))
      if (event) arrive(run, event)
    }
  })

  /** Where the stream is away the list of events tells as well, only later. */
  function look(run, left) {
    const timer = setTimeout(async () => {
      timers.delete(timer)
      if (run.event) return
      const { events } = await api.get('/api/events', { query: { limit: newest } })
        .catch(() => ({ events: [] }))
      const event = events.find((each) => isOurs(each, run))
      if (event && !run.event) arrive(run, event)
      else if (left > 1) look(run, left - 1)
      else run.late = true
    }, lookAfter)
    timers.add(timer)
  }

  async function send({ connection, body, tamper }) {
    const run = reactive({
      id: runs.length + 1, at: Date.now(), started: performance.now(), body,
      status: null, milliseconds: 0, answer: '', failure: '',
      event: null, eventId: null, arrivedAfter: null, late: false,
    })
    try {
      const { url, headers } = await signFor(connection, body)
      run.started = performance.now()
      runs.unshift(run)
      Object.assign(run, await post(url, tamper ? broken(headers) : headers, body))
      run.eventId = parsed(run.answer)?.event_id ?? null
      if (run.status < 300) look(run, looks)
    } catch (failure) {
      run.failure = failure.message
      if (!runs.includes(run)) runs.unshift(run)
    }
  }

  onScopeDispose(() => timers.forEach(clearTimeout))
  return { runs, send }
}
