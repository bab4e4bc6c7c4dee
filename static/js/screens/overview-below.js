/** Below the journey: how new customers came, what happens now, and who was here last. */
import { h, shallowRef, watch } from '../core/h.js'
import { fetched } from '../core/fetched.js'
import { money } from '../core/format.js'
import { t } from '../core/i18n.js'
import { onLive, onLiveBegin } from '../core/live.js'
import { hrefWith } from '../core/router.js'
import { inTurn } from '../core/turn.js'
import { Ago } from '../parts/ago.js'
import { Card } from '../parts/card.js'
import { StageChip } from '../parts/chip.js'
import { Failed } from '../parts/empty.js'
import { EventSign, eventSentence } from '../parts/event-sign.js'
import { Person, nameOf } from '../parts/person.js'
import { BoneLines } from '../parts/skeleton.js'
import { Table } from '../parts/table.js'
import { OverviewCourse } from './overview-course.js'

const shownEvents = 7
const shownCustomers = 8

const moment = (event) => h('li', { key: event.id, class: 'recent' }, [
  h(EventSign, { event: event.event }),
  h('div', { class: 'grow' }, [
    h('a', { class: 'recent-name clip', href: hrefWith({ customer: event.customer.id }) },
      nameOf(event.customer)),
    h('div', { class: 'small muted clip' }, [
      eventSentence(event), event.amount && ` · ${money(event.amount)}`,
    ]),
  ]),
  h('span', { class: 'small faint' }, h(Ago, { at: event.at })),
])

const newestFirst = (a, b) =>
  Date.parse(b.at) - Date.parse(a.at) || Date.parse(b.received_at) - Date.parse(a.received_at)

/** The latest events, followed live; while somebody points at them they stay. */
const Recent = {
  setup() {
    const list = fetched('/api/events', () => ({ limit: shownEvents }))
    const shown = shallowRef([])
    let held = false
    let waiting = []
    const show = () => {
      const all = new Map([...shown.value, ...waiting].map((each) => [each.id, each]))
      shown.value = [...all.values()].sort(newestFirst).slice(0, shownEvents)
      waiting = []
    }
    const take = ({ events }) => {
      waiting = [...waiting, ...events]
      if (!held) show()
    }
    const hold = (on) => {
      held = on
      if (!on && waiting.length) show()
    }
    watch(() => list.data, (data) => { if (data) take(data) }, { immediate: true })
    onLive('gap', list.reload)
    onLiveBegin(list.reload)
    onLive('event', take)
    const body = () => {
      if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
      if (!list.data) return h('div', { class: 'recents', 'aria-busy': 'true' },
        h(BoneLines, { lines: 12 }))
      return h('ul', {
        class: 'recents', onPointerenter: () => hold(true), onPointerleave: () => hold(false),
        onFocusin: () => hold(true), onFocusout: () => hold(false),
      }, shown.value.map(moment))
    }
    return () => h(Card, { title: t('overview.recent') }, {
      side: () => h('a', { href: '/live' }, t('overview.allEvents')), default: body,
    })
  },
}

const columns = () => [
  {
    key: 'customer', label: t('overview.customer'), place: 'a', main: true,
    cell: (row) => h(Person, { customer: row }),
  },
  {
    key: 'stage', label: t('overview.stage'), place: 'c',
    cell: ({ stage }) => h(StageChip, { stage }),
  },
  {
    key: 'seen', label: t('overview.seen'), place: 'd', align: 'end',
    cell: (row) => h('span', { class: 'muted' }, h(Ago, { at: row.last_seen })),
  },
]

/** Who was active last. */
const Latest = {
  setup() {
    const list = fetched('/api/customers', () => ({ limit: shownCustomers }))
    onLive('gap', list.reload)
    const body = () => (list.error && !list.data
      ? h(Failed, { error: list.error, onRetry: list.reload })
      : h(Table, {
        caption: t('overview.latest'), rows: list.data?.customers, bones: shownCustomers,
        columns: columns(), rowLink: ({ id }) => `/customers/${id}`,
      }))
    return () => h(Card, { title: t('overview.latest'), bare: true }, {
      side: () => h('a', { href: '/customers' }, t('overview.allCustomers')), default: body,
    })
  },
}

/** Drawn once the figures and the journey are, or are known to fail. */
export const OverviewBelow = {
  props: { report: Object, course: Object, choices: Object },
  setup(props) {
    const shown = inTurn(() => (props.report.data || props.report.error ? true : null))
    return () => shown.value && h('div', { class: 'overview-below below' },
      [h(OverviewCourse, { course: props.course, choices: props.choices }), h(Recent), h(Latest)])
  },
}
