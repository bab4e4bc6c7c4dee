import { h } from '../core/h.js'
import { money, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Card } from '../parts/card.js'
import { StageChip } from '../parts/chip.js'
import { BoneLines } from '../parts/skeleton.js'
import { JourneyDrops } from './journey-drops.js'
import { rowsHref } from './journey-query.js'

const amounts = (value) => (value.length
  ? value.map((sum) => h('div', { key: sum.currency, class: 'figure' }, money(sum)))
  : h('span', { class: 'faint' }, t('journey.value.none')))

const valueRow = (stage) => h('tr', { key: stage.id }, [
  h('th', { scope: 'row' }, h(StageChip, { stage: stage.id })),
  h('td', { class: 'end' }, h('a', { class: 'figure-link', href: rowsHref({ stage: stage.id }) }, number(stage.here))),
  h('td', { class: 'end' }, h('a', { class: 'figure-link', href: rowsHref({ stage: stage.id }) }, amounts(stage.value))),
])

/** What the customers of each stage are worth, never added across currencies. */
function valueTable({ stages }) {
  return h('table', { class: 'table table-small' }, [
    h('thead', h('tr', [
      h('th', { scope: 'col' }, t('journey.table.stage')),
      h('th', { scope: 'col', class: 'end' }, t('journey.value.here')),
      h('th', { scope: 'col', class: 'end' }, t('journey.value.amount')),
    ])),
    h('tbody', stages.map(valueRow)),
  ])
}

/** A share as a number with its bar. */
const shareBar = (part) => h('span', { class: 'share' }, [
  h('span', { class: 'share-bar', 'aria-hidden': 'true' }, h('span', { style: { inlineSize: `${Math.min(100, part * 100)}%` } })),
  h('span', { class: 'figure' }, percent(part)),
])

function sourceRow(source, chosen, reaches) {
  const reached = source.reached?.purchase ?? 0
  return h('tr', { key: source.id, 'aria-current': chosen === source.id ? 'true' : undefined }, [
    h('th', { scope: 'row' }, h('a', { href: hrefWith({ source: chosen === source.id ? null : source.id }), class: 'source-name' }, source.name)),
    h('td', { class: 'end' }, h('a', { class: 'figure-link', href: rowsHref({ source: source.id, stage: null, list: 'customers' }) }, number(source.customers))),
    reaches && h('td', { class: 'end' }, h('a', { class: 'figure-link', href: rowsHref({ source: source.id, stage: 'purchase' }) }, number(reached))),
    reaches && h('td', { class: 'end' }, source.customers ? shareBar(reached / source.customers) : '—'),
  ])
}

function sourceTable(sources, chosen) {
  if (!sources.length) return h('p', { class: 'card-body muted' }, t('journey.sources.empty'))
  const reaches = sources.some(({ reached }) => reached)
  const heads = ['entered', ...(reaches ? ['reached', 'conversion'] : [])]
  return h('table', { class: 'table table-small' }, [
    h('thead', h('tr', [
      h('th', { scope: 'col' }, t('journey.sources.source')),
      heads.map((key) => h('th', { key, scope: 'col', class: 'end' }, t(`journey.sources.${key}`))),
    ])),
    h('tbody', [...sources].sort((a, b) => b.customers - a.customers).map((source) => sourceRow(source, chosen, reaches))),
  ])
}

const bones = (lines) => h('div', { class: 'card-body', 'aria-busy': 'true' }, h(BoneLines, { lines }))

/** Below the picture: drop-offs, value by stage, sources. */
export function JourneyBelow({ report: { data, error, dimmed }, choices, sources }) {
  if (!data && error) return null
  const card = (key, draw) => h(Card, { title: t(`journey.${key}.title`), bare: true, dimmed }, {
    sub: () => t(`journey.${key}.sub`), default: draw,
  })
  const nobody = data?.stages.every(({ entered }) => entered === 0)
  return h('div', { class: 'journey-below' }, [
    !nobody && card('drops', () => (data ? h(JourneyDrops, { journey: data }) : bones(4))),
    card('value', () => (data ? valueTable(data) : bones(9))),
    (sources?.length || !nobody) && card('sources', () => (sources ? sourceTable(sources, choices.source) : bones(9))),
  ])
}
JourneyBelow.props = ['report', 'choices', 'sources']
