/** The filters of the Customers screen in words. */
import { dayOf, money } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { stageName } from '../core/stages.js'
import { rangeText } from '../parts/date-range.js'
import { sourceName } from '../parts/source-name.js'
import { chosen, withEntered } from './customers-query.js'

/** A link may carry anything: what no sentence is for is shown as it is. */
const named = (key, name) => (has(`${key}.${name}`) ? t(`${key}.${name}`) : name)
const currency = (query) => query.currency ?? session.organisation.currency
const date = /^\d{4}-\d{2}-\d{2}$/
const day = (text) => (date.test(text) ? dayOf(text, { year: true }) : text)
const paid = (amount, query) =>
  (Number.isFinite(Number(amount)) ? money({ currency: currency(query), amount }) : amount)

/** Who entered a stage in a period, and what became of them. */
function entered({ entered: of, from, to, outcome, next, converted, began }) {
  const range = date.test(from) && date.test(to) ? rangeText({ from, to }) : `${from} – ${to}`
  const words = [t('customers.chip.entered', { stage: stageName(of), range })]
  if (outcome) words.push(named('customers.chip.outcome', outcome))
  if (next) words.push(t('customers.chip.next', { stage: stageName(next) }))
  if (converted) words.push(t('customers.chip.converted', { stage: stageName(converted) }))
  if (began) words.push(t('customers.chip.began'))
  return words.join(', ')
}

/** Each out of its value, the whole query, and the names of connections. */
const words = {
  q: (value) => t('customers.chip.q', { text: value }),
  stage: (value) => t('customers.chip.stage', { stage: stageName(value) }),
  furthest: (value) => t('customers.chip.furthest', { stage: stageName(value) }),
  source: (value) => t('customers.chip.source', { source: sourceName(value) }),
  connection: (value, query, names) =>
    t('customers.chip.connection', { connection: names.get(value) ?? value }),
  tag: (value) => t('customers.chip.tag', { tag: value }),
  seen: (value) => named('customers.seen', value),
  first_seen_from: (value) => t('customers.chip.firstFrom', { day: day(value) }),
  first_seen_to: (value) => t('customers.chip.firstTo', { day: day(value) }),
  currency: (value) => t('customers.chip.currency', { currency: value }),
  value_min: (value, query) => t('customers.chip.valueMin', { amount: paid(value, query) }),
  value_max: (value, query) => t('customers.chip.valueMax', { amount: paid(value, query) }),
  entered: (value, query) => entered(query),
}

/**
 * The filters of a query in words.
 * @param {Record<string, string>} query
 * @param {Map<string, string>} connections names by id
 */
export const filterWords = (query, connections) =>
  chosen(query).map((name) => ({ name, words: words[name](query[name], query, connections) }))

/** Takes a filter away, and what leans on it. */
function remove(name) {
  const leaning = name === 'entered' ? [...withEntered, 'sort', 'order'] : []
  setQuery(Object.fromEntries([name, ...leaning, 'cursor'].map((each) => [each, null])))
}

/**
 * A chip for each filter but the search, which stands in its own field.
 * @param {Map<string, string>} connections names by id
 */
export const filterChips = (connections) => filterWords(route.query, connections)
  .filter(({ name }) => name !== 'q')
  .map((each) => ({ key: each.name, words: each.words, onRemove: () => remove(each.name) }))
