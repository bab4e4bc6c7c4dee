/** One customer and what they did, followed live: for the drawer and for the page. */
import { shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { mutate } from '../core/mutate.js'

const newestFirst = (a, b) => Date.parse(b.at) - Date.parse(a.at) || Number(b.id) - Number(a.id)

/** Each event once, newest first. */
const merged = (...lists) =>
  [...new Map(lists.flat().map((event) => [event.id, event])).values()].sort(newestFirst)

/** The record itself; merges can be undone. @param {string} id */
export function useCustomer(id) {
  const found = fetched(`/api/customers/${encodeURIComponent(id)}`)
  onLive('gap', found.reload)
  onLive('event', ({ events }) => {
    if (events.some(({ customer }) => customer.id === id)) found.reload()
  })
  const undoMerge = ({ id: merge, merged_name: name }) => mutate({
    request: () => api.post(`/api/merges/${merge}/undo`), done: t('customer.unmerged', { name }),
  }).then(found.reload)
  return { found, undoMerge }
}

/**
 * Their events, newest first. `next` is the cursor of the older ones, null where there are none.
 * @param {string} id
 * @param {() => {event?: string, stage?: string}} filters
 * @param {number} limit of the first page and of each older one
 */
export function useHistory(id, filters, limit) {
  const query = () => ({ customer: id, ...filters(), limit })
  const first = fetched('/api/events', query, { keep: false })
  const self = shallowReactive({ events: [], next: null, older: false, first, loadOlder })
  const fits = ({ customer, event, stage }) => {
    const wanted = filters()
    return customer.id === id && event === (wanted.event ?? event)
      && stage === (wanted.stage ?? stage)
  }
  watch(() => JSON.stringify(filters()), () => { self.events = [] })
  watch(() => first.data, (data) => {
    if (!data) return
    if (!self.events.length) self.next = data.next_cursor
    self.events = merged(self.events, data.events)
  }, { immediate: true })

  onLive('gap', first.reload)
  onLive('event', ({ events }) => {
    const ours = events.filter(fits)
    if (ours.length && first.data) self.events = merged(ours, self.events)
  })

  async function loadOlder() {
    self.older = true
    const page = await mutate({
      request: () => api.get('/api/events', { query: { ...query(), cursor: self.next } }),
    })
    self.older = false
    if (!page) return
    self.events = merged(self.events, page.events)
    self.next = page.next_cursor
  }

  return self
}
