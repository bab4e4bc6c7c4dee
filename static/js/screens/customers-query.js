/** What a person chose on the Customers screen, as the URL has it and as the API takes it. */
import { api } from '../core/api.js'
import { href, hrefWith, route } from '../core/router.js'
import { pagingBack } from '../parts/pager.js'

export const pageSize = 50
/** Asks at most so often on for a page of rare rows; then Next goes on. */
const mostAsks = 12

/** Filters that stand alone: the API knows them by the same names. */
const plain = [
  'q', 'stage', 'furthest', 'source', 'connection', 'tag', 'seen', 'first_seen_from',
  'first_seen_to', 'currency', 'value_min', 'value_max',
]
/** Filters that mean something only together with `entered`. */
export const withEntered = ['from', 'to', 'outcome', 'next', 'converted', 'began']
export const orders = ['last_seen', 'first_seen', 'name', 'value']

/** Spans of "Last active": within so many days, or (with a minus) not within them. */
export const spans = ['1d', '7d', '30d', '90d', '-30d', '-90d']

/** The list as it was last looked at, for the way back. */
let last = '/customers'
export const lastList = () => last
export const keepList = () => { last = hrefWith({}) }

const picked = (names) => Object.fromEntries(
  names.filter((name) => route.query[name]).map((name) => [name, route.query[name]]))

/** The names of the filters that are set. @param {Record<string, string>} [query] */
export const chosen = (query = route.query) => [...plain, 'entered'].filter((name) => query[name])

/** What takes every filter away, and the view that set them. */
export const nothingChosen = () => Object.fromEntries(
  [...plain, 'entered', ...withEntered, 'view', 'cursor'].map((name) => [name, null]))

/** How the rows are ordered now. */
export function ordering() {
  const { sort, order, entered } = route.query
  const by = sort ?? (entered ? 'entered' : 'last_seen')
  return { by, descending: (order ?? (by === 'name' ? 'asc' : 'desc')) === 'desc' }
}

/** The query of GET /api/customers without its page: what a view keeps, and what a job is about. */
export function filterQuery() {
  const { entered } = route.query
  return {
    ...picked([...plain, 'sort', 'order']), ...entered && picked(['entered', ...withEntered]),
  }
}

/** The same as the address has it, behind its question mark. */
export const filterText = () => href('', filterQuery()).slice(1)

/** The query of a view or a job as values by name. @param {string} text */
export const readQuery = (text) => Object.fromEntries(new URLSearchParams(text))

/**
 * One page. A search for rare rows answers in parts: they are asked for one after the other until
 * the page is full. Forwards each is shown as it comes; backwards rows would move down.
 * @param {AbortSignal} signal
 * @param {string} address
 * @param {(part: object) => void} show
 */
export async function loadCustomers(signal, address, show) {
  const back = pagingBack()
  const step = back ? 'previous_cursor' : 'next_cursor'
  let page = await api.get(address, { signal })
  let { customers } = page
  const first = page
  const other = back ? 'next_cursor' : 'previous_cursor'
  const whole = () =>
    ({ ...first, customers, partial: page.partial, [step]: page[step], [other]: first[other] })
  for (let asks = 1; page.partial && page[step] && asks < mostAsks; asks += 1) {
    if (customers.length && !back) show(whole())
    page = await api.get(address, { signal, query: { cursor: page[step] } })
    customers = back ? [...page.customers, ...customers] : [...customers, ...page.customers]
    if (customers.length >= pageSize) break
  }
  return whole()
}
