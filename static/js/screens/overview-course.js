/** How many customers were new, day by day, beside the period before. */
import { h } from '../core/h.js'
import { dayOf, monthOf, number } from '../core/format.js'
import { t } from '../core/i18n.js'
import { LineChart } from '../charts/line.js'
import { Card } from '../parts/card.js'
import { rangeText } from '../parts/date-range.js'
import { Delta } from '../parts/delta.js'
import { Empty, Failed } from '../parts/empty.js'
import { Later } from '../parts/later.js'
import { Bone } from '../parts/skeleton.js'
import { staleNote } from './journey-card.js'
import { newBefore, newHref } from './journey-query.js'

const isDay = ({ from, to }) => from === to
const nameOf = (step) => (isDay(step) ? dayOf(step.from) : rangeText(step))

/** @returns {import('../charts/line.js').Point} */
function point(step, today, source) {
  const { from, new: value, previous } = step
  const open = step.to >= today
  const before = previous && { name: nameOf(previous), value: previous.new }
  const name = nameOf(step)
  const said = t('overview.course.said', { name, n: value })
  return {
    value, before, open, mark: isDay(step) ? name : monthOf(from),
    name: open ? t('overview.course.soFar', { name }) : name,
    to: newHref(step, source),
    said: before
      ? `${said}; ${t('overview.course.before', { name: before.name, n: before.value })}`
      : said,
  }
}

const legend = (compare) => h('ul', { class: 'line-legend', 'aria-hidden': 'true' }, [
  h('li', [h('span', { class: 'line-key' }), t('overview.course.now')]),
  compare !== 'off' && h('li', [
    h('span', { class: 'line-key line-key-before' }), t(`overview.course.${compare}`),
  ]),
])

/** The same in numbers, for readers. */
function table(points, compare) {
  const column = (key) => h('th', { key, scope: 'col' }, t(`overview.course.${key}`))
  const row = ({ name, value, before, to }) => h('tr', { key: to }, [
    h('th', { scope: 'row' }, h('a', { href: to, tabindex: -1 }, name)),
    h('td', number(value)),
    compare !== 'off' && h('td', before ? `${number(before.value)} (${before.name})` : '—'),
  ])
  return h('div', { class: 'unseen' }, h('table', [
    h('caption', t('overview.course.caption')),
    h('thead', h('tr', [
      column('days'), column('new'), compare !== 'off' && column(compare),
    ])),
    h('tbody', points.map(row)),
  ]))
}

const bones = () => h('div', { class: 'course-bones', 'aria-busy': 'true' },
  [h(Bone, { width: '96px', height: '27px' }), h(Bone, { height: 'auto' })])

const none = () => h(Empty, { icon: 'people', title: t('overview.course.none') },
  { default: () => t('overview.course.noneHint') })

const anybody = ({ new: value, previous }) => value > 0 || previous?.new > 0

function drawn(course, { source, compare }) {
  const { data } = course
  if (!data.steps.some(anybody)) return none()
  const points = data.steps.map((step) => point(step, data.today, source))
  const now = data.steps.reduce((sum, step) => sum + step.new, 0)
  const unit = isDay(data.steps[0]) ? 'byDay' : 'byMonth'
  return [
    staleNote(course),
    h('p', { class: 'course-sum' },
      [h('span', { class: 'figure' }, number(now)), h(Delta, { now, before: newBefore(data) })]),
    h(LineChart, { points, label: t(`overview.course.${unit}`) }),
    table(points, compare),
  ]
}

function body(course, choices) {
  const { data, error, reload } = course
  if (data) return h(Later, null, { default: () => drawn(course, choices), meanwhile: bones })
  // A source that nobody came by is no failure: the link may be old.
  if (error?.status === 400 && choices.source) return none()
  return error ? h(Failed, { error, onRetry: reload }) : bones()
}

/** @param {{course: import('../core/resource.js').Resource<any>, choices: object}} props */
export const OverviewCourse = ({ course, choices }) =>
  h(Card, { class: 'course', title: t('overview.card.new'), dimmed: course.dimmed }, {
    side: () => legend(choices.compare), default: () => body(course, choices),
  })
OverviewCourse.props = ['course', 'choices']
