/** The feed behind Live events: the first fetch merged with what arrives live. */
import { computed, onScopeDispose, shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { onLive, onLiveBegin } from '../core/live.js'
import { mutate } from '../core/mutate.js'

/** As many rows as the page holds. */
export const most = 200
const pageSize = 50
const arrivalsKept = 2000

const newestFirst = (a, b) =>
  Date.parse(b.received_at) - Date.parse(a.received_at) || Number(b.id) - Number(a.id)

/** Every event once, newest first, no more than the page holds. */
function merge(...lists) {
  const byId = new Map(lists.flat().map((event) => [event.id, event]))
  return [...byId.values()].sort(newestFirst).slice(0, most)
}

const fits = (event, { event: kind, stage, connection }) =>
  (!kind || event.event === kind) && (!stage || event.stage === stage)
  && (!connection || event.connection.id === connection)

/** Calls back at most once a frame. */
function framed(run) {
  let frame = 0
  onScopeDispose(() => cancelAnimationFrame(frame))
  return () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      run()
    })
  }
}

/**
 * events are shown, waiting ones are not yet; fresh are the ids that came last; arrivals are the
 * times at which events came live.
 * @param {() => {event?: string, stage?: string, connection?: string}} filters
 * @param {() => boolean} held whether new events wait instead of moving what is looked at
 */
export function useFeed(filters, held) {
  const feed = shallowReactive({
    events: [], waiting: [], next: null, older: false, arrivals: [], fresh: new Set(),
  })
  const first = fetched('/api/events', () => ({ ...filters(), limit: pageSize }), { keep: false })
  /** Whether these filters were answered; before that all older events are missing. */
  let answered = false
  /** The newest that was known when something was missed, until an answer is there. */
  let seam = null
  /** Where the waiting ones begin a list of their own: the cursor of what is older than they. */
  let anew = null
  const all = () => merge(feed.waiting, feed.events)
  const empty = () => {
    answered = false
    seam = anew = null
    Object.assign(feed, { events: [], waiting: [], next: null })
  }
  watch(() => JSON.stringify(filters()), empty)
  watch(() => first.data, (data) => { if (data) take(data) }, { immediate: true })

  /** Whether no more was missed than an answer holds. */
  function joins({ events, next_cursor: next }) {
    const known = seam ?? all()[0]
    return answered && known && (!next || newestFirst(events.at(-1), known) >= 0)
  }

  function take(data) {
    const isFirst = !answered
    const isNewer = (event) => !data.events.length || newestFirst(event, data.events[0]) < 0
    if (!joins(data)) [feed.waiting, anew] = [all().filter(isNewer), { next: data.next_cursor }]
    answered = true
    // What was kept of an earlier visit shows while the answer is on its way.
    seam = first.loading ? all()[0] : null
    const shown = new Set((anew ? [] : feed.events).map((event) => event.id))
    feed.waiting = merge(feed.waiting, data.events.filter(({ id }) => !shown.has(id)))
    if (feed.events.length === 0 || !held()) show()
    if (isFirst) feed.fresh = new Set()
  }

  function show() {
    const shown = new Set(feed.events.map((event) => event.id))
    feed.fresh = new Set(feed.waiting.map(({ id }) => id).filter((id) => !shown.has(id)))
    feed.events = anew ? feed.waiting : all()
    if (anew) feed.next = anew.next
    feed.waiting = []
    anew = null
  }
  const showSoon = framed(() => { if (!held()) show() })

  function reload() {
    seam ??= all()[0]
    first.reload()
  }
  onLive('gap', reload)
  onLiveBegin(reload)
  onLive('event', ({ events }) => {
    feed.arrivals = [...feed.arrivals.slice(-arrivalsKept), ...events.map(() => Date.now())]
    const known = new Set(feed.events.map((event) => event.id))
    const news = events.filter((event) => fits(event, filters()) && !known.has(event.id))
    feed.waiting = merge(feed.waiting, news)
    if (!held()) showSoon()
  })

  async function loadOlder() {
    feed.older = true
    const query = { ...filters(), limit: pageSize, cursor: feed.next }
    const page = await mutate({ request: () => api.get('/api/events', { query }) })
    feed.older = false
    if (!page) return
    feed.events = merge(feed.events, page.events)
    feed.next = feed.events.length < most ? page.next_cursor : null
  }

  const full = computed(() => feed.events.length >= most)
  return { feed, first, full, show, loadOlder }
}
