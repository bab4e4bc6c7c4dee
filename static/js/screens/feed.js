/** The feed behind Live events: the first fetch merged with what arrives live. */
import { computed, onScopeDispose, shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'

/** As many rows as the page holds. */
export const most = 200
const pageSize = 50

const newestFirst = (a, b) => Date.parse(b.received_at) - Date.parse(a.received_at) || Number(b.id) - Number(a.id)

/** Every event once, newest first, no more than the page holds. */
function merge(...lists) {
  const byId = new Map(lists.flat().map((event) => [event.id, event]))
  return [...byId.values()].sort(newestFirst).slice(0, most)
}

const fits = (event, { event: kind, stage, connection }) =>
  (!kind || event.event === kind) && (!stage || event.stage === stage)
  && (!connection || event.connection.id === connection)

/**
 * @param {() => {event?: string, stage?: string, connection?: string}} filters
 * @param {() => boolean} held whether new events wait instead of moving what is looked at
 */
export function useFeed(filters, held) {
  const feed = shallowReactive({ events: [], waiting: [], next: null, older: false, arrivals: [], fresh: new Set() })
  const key = () => JSON.stringify(filters())
  const first = resource(() => `/api/events?${key()}`,
    (signal) => api.get('/api/events', { signal, query: { ...filters(), limit: pageSize } }), { keep: false })

  watch(key, () => Object.assign(feed, { events: [], waiting: [], next: null }))
  watch(() => first.data, (data) => {
    if (!data) return
    if (feed.events.length === 0) feed.next = data.next_cursor
    feed.events = merge(feed.events, data.events)
  }, { immediate: true })

  function show() {
    feed.fresh = new Set(feed.waiting.map((event) => event.id))
    feed.events = merge(feed.waiting, feed.events)
    feed.waiting = []
  }

  let frame = 0
  onLive('event', ({ events }) => {
    feed.arrivals = [...feed.arrivals.slice(-2000), ...events.map(() => Date.now())]
    const known = new Set(feed.events.map((event) => event.id))
    const news = events.filter((event) => fits(event, filters()) && !known.has(event.id))
    feed.waiting = merge(feed.waiting, news)
    if (!held() && !frame) frame = requestAnimationFrame(() => { frame = 0; if (!held()) show() })
  })
  onLive('gap', first.reload)
  onScopeDispose(() => cancelAnimationFrame(frame))

  async function loadOlder() {
    feed.older = true
    try {
      const query = { ...filters(), limit: pageSize, cursor: feed.next }
      const { events, next_cursor: next } = await api.get('/api/events', { query })
      feed.events = merge(feed.events, events)
      feed.next = feed.events.length < most ? next : null
    } finally {
      feed.older = false
    }
  }

  const full = computed(() => feed.events.length >= most)
  return { feed, first, full, show, loadOlder }
}
