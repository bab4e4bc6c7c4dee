import { h } from '../core/h.js'
import { duration, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { Delta } from '../parts/delta.js'

const dash = '—'

const passing = (read) => (stage, { last }) => (last ? dash : read(stage))

function change({ entered, previous }) {
  return previous ? h(Delta, { now: entered, before: previous }) : dash
}

/** Every column: its key, what stands in it, and which rows are behind it. */
const columns = [
  ['entered', ({ entered }) => number(entered)],
  ['before', ({ previous }) => (previous === null ? dash : number(previous))],
  ['change', change],
  ['moved', passing((stage) => number(stage.moved_on)), 'moved'],
  ['conversion', passing((stage) => percent(stage.conversion)), 'moved'],
  ['dropOff', passing((stage) => percent(stage.drop_off)), 'left'],
  ['left', passing(({ left }) => number(left)), 'left'],
  ['open', passing(({ still_open: open }) => number(open)), 'open'],
  ['median', (stage) => duration(stage.median_seconds), 'moved'],
  ['mean', (stage) => duration(stage.mean_seconds), 'moved'],
  ['p90', (stage) => duration(stage.p90_seconds), 'moved'],
]
const compared = ['before', 'change']

/** The stage's name is the row's link for keys; its figures lead there by pointer. */
/** Nobody moves on from the last stage. */
function row(stage, shown, { journey, to }) {
  const last = stage === journey.stages.at(-1)
  const rows = (list) => to({ stage: stage.id, list: last ? null : list })
  return h('tr', { key: stage.id, 'data-stage': stage.id }, [
    h('th', { scope: 'row' },
      h('a', { class: 'stage-name', href: to({ stage: stage.id }) }, stageName(stage.id))),
    shown.map(([key, cell, list]) => h('td', { key, class: 'end' }, h('a', {
      class: 'figure-link', href: rows(list), tabindex: -1,
    }, [cell(stage, { last })]))),
  ])
}

/**
 * All numbers of the journey: for reading aloud, copying and print. Each figure opens its rows.
 * @param {{journey: object, to: (rows: object) => string}} props
 */
export function JourneyTable({ journey, to }) {
  const shown = columns.filter(([key]) => journey.compare || !compared.includes(key))
  const caption = t('journey.table.caption')
  const head = ([key]) => h('th', { key, scope: 'col', class: 'end' }, t(`journey.table.${key}`))
  const region = { tabindex: 0, role: 'region', 'aria-label': caption }
  return h('div', { class: 'scroll-x journey-table', ...region },
    h('table', { class: 'table table-small' }, [
      h('caption', { class: 'unseen' }, caption),
      h('thead', h('tr', [h('th', { scope: 'col' }, t('journey.table.stage')), shown.map(head)])),
      h('tbody', journey.stages.map((stage) => row(stage, shown, { journey, to }))),
    ]))
}
JourneyTable.props = ['journey', 'to']
