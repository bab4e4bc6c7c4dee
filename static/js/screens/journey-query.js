/** What a person chose on the Journey screen, as the URL has it. */
import { computed } from '../core/h.js'
import { api } from '../core/api.js'
import { href, hrefWith, route } from '../core/router.js'
import { stages } from '../core/stages.js'
import { sourceName } from '../parts/source-name.js'

export const views = ['flow', 'funnel', 'time', 'table']
const periods = ['7d', '30d', '90d', '12m', 'custom']
const comparisons = ['prev', 'yoy', 'off']
/** The rows behind a figure: who entered, and what became of them; who is there; events. */
export const lists = ['entered', 'moved', 'left', 'open', 'here', 'began', 'events']
const date = /^\d{4}-\d{2}-\d{2}$/

const oneOf = (list, value, fallback) => (list.includes(value) ? value : fallback)

/** Links on charts: to a stage's rows, to a source, or to both. The open page is where one was. */
export const rowsHref = (rows) => hrefWith({
  list: null, next: null, converted: null, cursor: null, customer: null, ...rows,
})

const outcomes = { moved: 'moved_on', left: 'left', open: 'still_open' }

/**
 * The rows of a list as GET /api/customers and the Customers screen filter them.
 * @param {{stage: string | null, source: string, list: string, next: string | null,
 *   converted: string | null}} choices
 * @param {{from: string, to: string}} period
 */
export function customersQuery({ stage, source, list, next, converted }, { from, to }) {
  if (list === 'here') return { stage, source }
  if (!stage) return { first_seen_from: from, first_seen_to: to, source }
  return {
    entered: stage, from, to, source, outcome: outcomes[list], next, converted,
    began: list === 'began' ? 'yes' : null,
  }
}

/** The customers who were first seen in some days. @param {{from: string, to: string}} days */
export const newHref = (days, source) =>
  href('/customers', { ...customersQuery({ source }, days), sort: 'first_seen' })

/** How many were new in the period that a course is compared with; null without one. */
export const newBefore = ({ steps, compare }) =>
  compare && steps.reduce((sum, { previous }) => sum + (previous?.new ?? 0), 0)

/** The choices, each one valid whatever the URL says. */
export function journeyChoices() {
  return computed(() => {
    const { period, from, to, compare, source, view, stage, list, next, converted } = route.query
    const wanted = oneOf(periods, period, '30d')
    const days = date.test(from ?? '') && date.test(to ?? '') && from <= to
    return {
      period: wanted === 'custom' && !days ? '30d' : wanted,
      from: wanted === 'custom' && days ? from : null,
      to: wanted === 'custom' && days ? to : null,
      compare: oneOf(comparisons, compare, 'prev'),
      source: source ?? '',
      view: oneOf(views, view, null),
      stage: oneOf(stages, stage, null),
      list: oneOf(lists, list, null),
      next: oneOf(stages, next, null),
      converted: oneOf(stages, converted, null),
    }
  })
}

/** The address of a report. @param {object} choices */
export const reportAddress = ({ period, from, to, compare, source }, path = '/api/journey') =>
  href(path, { period, from, to, compare, source })

/**
 * Loads a report, its sources named for people.
 * @param {AbortSignal} signal
 * @param {string} address
 */
export async function loadReport(signal, address) {
  const report = await api.get(address, { signal })
  const sources = report.sources.map((each) => ({ ...each, name: sourceName(each.name) }))
  return { ...report, sources }
}

/**
 * The name of a source that was chosen.
 * @param {{id: string, name: string}[] | null} sources
 * @param {string} id
 */
export function nameOfSource(sources, id) {
  const known = sources?.find((each) => each.id === id)
  return known?.name ?? sourceName(id)
}

/** Whether nothing ever came: nobody entered a stage in these days and nobody stands in one. */
export const nobodyYet = (report) =>
  report !== null && report.stages.every(({ entered, here }) => !entered && !here)
