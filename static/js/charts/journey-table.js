import { h } from '../core/h.js'
import { duration, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Delta } from '../parts/delta.js'

const dash = '—'
const leftOf = (journey, { id }) => journey.left.find(({ stage }) => stage === id)?.value ?? 0

const compared = ['before', 'change']

/** Every column: its key and what stands in it. */
const columns = [
  ['entered', (stage) => number(stage.entered)],
  ['before', (stage) => (stage.previous === null ? dash : number(stage.previous))],
  ['change', (stage) => (stage.previous ? h(Delta, { now: stage.entered, before: stage.previous }) : dash)],
  ['moved', (stage, { last }) => (last ? dash : number(stage.moved_on))],
  ['conversion', (stage) => percent(stage.conversion)],
  ['dropOff', (stage) => percent(stage.drop_off)],
  ['left', (stage, { journey, last }) => (last ? dash : number(leftOf(journey, stage)))],
  ['median', (stage) => duration(stage.median_seconds)],
  ['mean', (stage) => duration(stage.mean_seconds)],
  ['p90', (stage) => duration(stage.p90_seconds)],
]

/**
 * All numbers of the journey: for reading aloud, copying and print. Each figure opens its rows.
 * @param {{journey: object, to: (rows: object) => string}} props
 */
export function JourneyTable({ journey, to }) {
  const shown = columns.filter(([key]) => journey.compare || !compared.includes(key))
  return h('div', { class: 'scroll-x journey-table', tabindex: 0, role: 'region', 'aria-label': t('journey.table.caption') },
    h('table', { class: 'table table-small' }, [
      h('caption', { class: 'unseen' }, t('journey.table.caption')),
      h('thead', h('tr', [
        h('th', { scope: 'col' }, t('journey.table.stage')),
        shown.map(([key]) => h('th', { key, scope: 'col', class: 'end' }, t(`journey.table.${key}`))),
      ])),
      h('tbody', journey.stages.map((stage, at) => h('tr', { key: stage.id, 'data-stage': stage.id }, [
        h('th', { scope: 'row' }, h('a', { class: 'stage-name', href: to({ stage: stage.id }) }, t(`stage.${stage.id}`))),
        shown.map(([key, cell]) => h('td', { key, class: 'end' },
          h('a', { class: 'figure-link', href: to({ stage: stage.id, list: 'events' }), tabindex: -1 },
            cell(stage, { journey, last: at === journey.stages.length - 1 })))),
      ]))),
    ]))
}
JourneyTable.props = ['journey', 'to']
