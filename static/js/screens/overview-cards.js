/** The figures of the Overview, each a link to what it counts. */
import { h } from '../core/h.js'
import { duration, money, number, percent, sumOf } from '../core/format.js'
import { t } from '../core/i18n.js'
import { href, hrefWith } from '../core/router.js'
import { session } from '../core/session.js'
import { stageName } from '../core/stages.js'
import { Spark } from '../charts/spark.js'
import { Delta } from '../parts/delta.js'
import { Bone } from '../parts/skeleton.js'
import { newBefore, newHref } from './journey-query.js'

const stage = (report, id) => report.stages.find((each) => each.id === id)
const total = (list, read) => list.reduce((sum, each) => sum + read(each), 0)

/** Who entered a stage in the period, as the list of customers filters it. */
const entered = ({ period, source }, id, more) => href('/customers', {
  entered: id, from: period.from, to: period.to, source, ...more,
})

/** How many entered a stage, beside how many did before. */
const entering = (id) => (report) => {
  const { entered: now, previous: before } = stage(report, id)
  return {
    figure: number(now), now, before, to: entered(report, id), tint: id,
    ran: (step) => step.entered[id],
  }
}

/** In one line: smaller where it is long and the card narrow. */
const sum = (text) => h('span', { class: 'kpi-sum', style: { '--letters': text.length } }, text)

/** The organisation's own currency is the figure; others stand below it, never added to it. */
function worth(sums) {
  if (!sums.length) return t('overview.nothing')
  const isOwn = ({ currency }) => Number(currency === session.organisation.currency)
  const [own, ...others] = [...sums].sort((a, b) => isOwn(b) - isOwn(a))
  return [
    sum(money(own)),
    others.length > 0 && h('span', { class: 'kpi-more' }, others.map(money).join(' · ')),
  ]
}

function reached(report) {
  const { entered: all, converted } = stage(report, 'awareness')
  return {
    figure: all ? percent((converted.purchase ?? 0) / all) : '—',
    to: entered(report, 'awareness', { converted: 'purchase' }),
  }
}

/** Every card: its figure, what it is compared with, and where its rows are. */
const cards = {
  customers: (report) => ({
    figure: number(total(report.stages, ({ here }) => here)),
    to: href('/customers', { source: report.source }),
  }),
  new: ({ sources, period, source }, course) => {
    const now = total(sources, ({ customers }) => customers)
    return {
      figure: number(now), now, before: course && newBefore(course),
      to: newHref(period, source), tint: 'awareness', ran: (step) => step.new,
    }
  },
  buyers: entering('purchase'),
  returning: entering('retention'),
  advocates: entering('advocacy'),
  reached,
  value: (report) => ({
    figure: worth(sumOf(report.stages.flatMap(({ value }) => value))),
    to: href('/customers', { sort: 'value', source: report.source }),
  }),
  time: (report) => ({
    figure: duration(stage(report, 'awareness').median_seconds), to: hrefWith({ view: 'time' }),
  }),
}

/** The stages that the words of a card name. */
const named = {
  buyers: 'purchase', returning: 'retention', advocates: 'advocacy', reached: 'purchase',
  time: 'awareness',
}

/** @param {'card' | 'hint'} kind @param {string} id of the card */
const words = (kind, id) => t(`overview.${kind}.${id}`, {
  stage: stageName(named[id]), first: stageName('awareness'),
})

/** How the figure ran; what is not over yet would look like a fall. */
function spark(course, ran) {
  const over = course.steps.filter((step) => step.to < course.today)
  return over.length > 1 && h(Spark, { values: over.map(ran) })
}

function card([id, read], report, course) {
  const { figure, now, before, to, tint, ran } = read(report, course)
  return h('a', { key: id, class: 'card kpi', href: to, title: words('hint', id) }, [
    h('span', { class: 'kpi-head' }, [
      h('span', { class: 'kpi-name' }, words('card', id)),
      now !== undefined && h(Delta, { now, before }),
    ]),
    h('span', { class: 'kpi-body', 'data-stage': tint }, [
      h('span', { class: 'kpi-figure figure' }, figure), ran && course && spark(course, ran),
    ]),
  ])
}

const bone = ([id]) => h('div', { key: id, class: 'card kpi' }, [
  h('span', { class: 'kpi-head' }, h('span', { class: 'kpi-name' }, words('card', id))),
  h(Bone, { width: '96px', height: '28px' }),
])

/** @param {{report: object, course: object, choices: {source: string}}} props */
export function OverviewCards({ report: { data, error, dimmed }, course, choices: { source } }) {
  if (!data && error) return null
  const ran = course.error ? null : course.data
  const one = data ? (each) => card(each, { ...data, source }, ran) : bone
  return h('section', {
    class: ['kpis', dimmed && 'dimmed'], 'aria-label': t('overview.figures'),
    'aria-busy': data ? undefined : 'true',
  }, Object.entries(cards).map(one))
}
OverviewCards.props = ['report', 'course', 'choices']
