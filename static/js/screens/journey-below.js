import { h, ref } from '../core/h.js'
import { money, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { stageName } from '../core/stages.js'
import { percentOf } from '../charts/scale.js'
import { Card } from '../parts/card.js'
import { StageChip } from '../parts/chip.js'
import { BoneLines } from '../parts/skeleton.js'
import { JourneyDrops, stillOpen } from './journey-drops.js'
import { rowsHref } from './journey-query.js'

const link = (rows, inside) => h('a', { class: 'figure-link', href: rowsHref(rows) }, inside)
const cell = (inside) => h('td', { class: 'end' }, [inside])
const th = (key, look) => h('th', { key, scope: 'col', class: look },
  t(`journey.${key}`, { stage: stageName('purchase') }))

/** Scrolls by itself where large sums meet a narrow phone. */
const table = (keys, rows) => h('div', { class: 'scroll-x' },
  h('table', { class: 'table table-small' }, [
    h('thead', h('tr', keys.map((key, at) => th(key, at > 0 && 'end')))),
    h('tbody', rows),
  ]))

const amounts = (value) => (value.length
  ? value.map((sum) => h('div', { key: sum.currency, class: 'figure' }, money(sum)))
  : h('span', { class: 'faint' }, t('journey.value.none')))

/** What the customers of each stage are worth, never added across currencies. */
function valueTable({ stages }) {
  const row = ({ id, here, value }) => h('tr', { key: id }, [
    h('th', { scope: 'row' }, h(StageChip, { stage: id })),
    cell(link({ stage: id, list: 'here' }, number(here))),
    cell(link({ stage: id, list: 'here' }, amounts(value))),
  ])
  return table(['value.stage', 'value.here', 'value.amount'], stages.map(row))
}

/** A share as a number with its bar. */
const shareBar = (part) => h('span', { class: 'share' }, [
  h('span', { class: 'share-bar', 'aria-hidden': 'true' },
    h('span', { style: { inlineSize: percentOf(Math.min(1, part)) } })),
  h('span', { class: 'figure' }, percent(part)),
])

/** Its name turns the filter on and off; its figures open their rows. */
function sourceRow({ id, name, customers, reached }, chosen) {
  const bought = reached.purchase ?? 0
  const current = chosen === id
  const filter = hrefWith({ source: current ? null : id })
  return h('tr', { key: id, 'aria-current': current ? 'true' : undefined }, [
    h('th', { scope: 'row' }, h('a', { href: filter, class: 'source-name' }, name)),
    cell(link({ source: id, stage: null, list: 'began' }, number(customers))),
    cell(link({ source: id, stage: 'purchase' }, number(bought))),
    // Who began before these days may buy in them: then this is no share of who began.
    cell(customers && bought <= customers ? shareBar(bought / customers) : '—'),
  ])
}

const fewSources = 8

/** The largest sources, and on demand the many small ones that campaigns leave behind. */
const Sources = {
  props: { sources: Array, chosen: String },
  setup(props) {
    const whole = ref(false)
    const more = (n) => h('div', { class: 'card-foot' }, h('button', {
      type: 'button', class: 'text-button', onClick: () => { whole.value = true },
    }, t('journey.sources.all', { n })))
    return () => {
      const { sources, chosen } = props
      if (!sources.length) return h('p', { class: 'card-body muted' }, t('journey.sources.empty'))
      const sorted = [...sources].sort((a, b) => b.customers - a.customers)
      const all = whole.value || sorted.length <= fewSources + 1
      const shown = all ? sorted
        : sorted.filter(({ id }, at) => at < fewSources || id === chosen)
      return [
        table(
          ['sources.source', 'sources.entered', 'sources.reached', 'sources.conversion'],
          shown.map((source) => sourceRow(source, chosen))),
        !all && more(sorted.length),
      ]
    }
  },
}

const bones = (lines) => h('div', { class: 'card-body', 'aria-busy': 'true' },
  h(BoneLines, { lines }))

/** Below the picture: drop-offs, value by stage, sources. */
export function JourneyBelow({ report: { data, error, dimmed }, choices, sources }) {
  if (!data && error) return null
  const card = (key, draw, sub = t(`journey.${key}.sub`)) =>
    h(Card, { title: t(`journey.${key}.title`), bare: true, dimmed },
      { sub: () => sub, default: draw })
  const bySource = () => (sources ? h(Sources, { sources, chosen: choices.source }) : bones(9))
  const open = data && stillOpen(data)
    ? t('journey.drops.subOpen', { days: data.window_days }) : undefined
  const nobody = data?.stages.every(({ entered }) => entered === 0)
  return h('div', { class: 'journey-below below' }, [
    !nobody && card('drops', () => (data ? h(JourneyDrops, { journey: data }) : bones(4)), open),
    card('value', () => (data ? valueTable(data) : bones(9))),
    (sources?.length || !nobody) && card('sources', bySource),
  ])
}
JourneyBelow.props = ['report', 'choices', 'sources']
