import { computed, h, onScopeDispose, ref, shallowRef, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { number, size } from '../core/format.js'
import { addSentences, has, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { hrefWith, route, setQuery } from '../core/router.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { DeliveryState } from '../parts/delivery-state.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { Select } from '../parts/field.js'
import { LiveStatus } from '../parts/live-status.js'
import { PageHead } from '../parts/page-head.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'
import { RecoverDialog } from './recover.js'
import { sinceInstant, spans } from './since.js'

addSentences(sentences)

const states = ['dead', 'quarantined', 'retrying', 'pending', 'processed']
const counted = ['dead', 'quarantined', 'retrying', 'pending']
const refreshAtMostEvery = 4000

const columns = [
  {
    key: 'event', label: 'delivery.columns.event', place: 'a', main: true, width: '130px',
    cell: ({ event }) => (has(`eventKind.${event}`) ? t(`eventKind.${event}`) : event ?? t('delivery.unread')),
  },
  {
    key: 'state', label: 'delivery.columns.state', place: 'b', width: '90px',
    cell: ({ state, reason, next_attempt_at: next }) => [
      h(DeliveryState, { state }),
      reason && h('div', { class: 'delivery-reason clip', title: reason }, reason),
      !reason && next && h('div', { class: 'delivery-reason' }, [t('delivery.nextTry'), ' ', h(Ago, { at: next })]),
    ],
  },
  { key: 'customer', label: 'delivery.columns.customer', width: '90px', cell: ({ customer_id: id }) => id ?? '—' },
  { key: 'connection', label: 'delivery.columns.connection', place: 'd', width: '90px', cell: ({ connection }) => h('span', { class: 'muted nowrap' }, connection.name) },
  { key: 'attempts', label: 'delivery.columns.attempts', align: 'end', width: '20px', cell: ({ attempts }) => number(attempts) },
  { key: 'size', label: 'delivery.columns.size', align: 'end', width: '50px', cell: ({ bytes }) => h('span', { class: 'nowrap' }, size(bytes)) },
  { key: 'received', label: 'delivery.columns.received', align: 'end', place: 'c', width: '70px', cell: ({ received_at: at }) => h('span', { class: 'muted' }, h(Ago, { at })) },
]

/** The page of deliveries; rows follow their fate live, new ones wait behind a bar. */
function useDeliveries(filters) {
  const newer = ref(0)
  const list = resource(() => `/api/webhooks/deliveries?${JSON.stringify(filters())}`, (signal) => {
    const { since, ...query } = filters()
    newer.value = 0
    return api.get('/api/webhooks/deliveries', { signal, query: { ...query, from: sinceInstant(since), limit: 50 } })
  })
  const counts = shallowRef({})
  watch(() => list.data, (data) => { if (data) counts.value = data.counts }, { immediate: true })

  let timer = 0
  async function refreshCounts() {
    timer = 0
    const { connection, since } = filters()
    const answer = await api.get('/api/webhooks/deliveries', { query: { connection, from: sinceInstant(since), limit: 1 } }).catch(() => null)
    if (answer) counts.value = answer.counts
  }
  onLive('delivery', ({ deliveries }) => {
    const byId = new Map(deliveries.map((each) => [each.id, each]))
    const shown = list.data?.deliveries ?? []
    const { state, connection, cursor } = filters()
    if (!cursor) {
      newer.value += deliveries.filter((each) => !shown.some((row) => row.id === each.id)
        && (!state || each.state === state) && (!connection || each.connection_id === connection)).length
    }
    if (shown.some((row) => byId.has(row.id))) {
      list.patch((data) => ({ ...data, deliveries: data.deliveries.map((row) => ({ ...row, ...pick(byId.get(row.id)) })) }))
    }
    timer ||= setTimeout(refreshCounts, refreshAtMostEvery)
  })
  onLive('gap', list.reload)
  onScopeDispose(() => clearTimeout(timer))
  return { list, newer, counts }
}

const pick = (news) => (news ? { state: news.state, reason: news.reason } : {})

const stateTabs = (state, counts) => h('nav', { class: 'pills', 'aria-label': t('delivery.states') }, ['', ...states].map((each) => h('a', {
  key: each, class: 'pill', href: hrefWith({ state: each, cursor: null }), 'aria-current': each === state ? 'true' : undefined,
}, [
  each ? t(`delivery.state.${each}`) : t('delivery.all'),
  counted.includes(each) && counts[each] > 0 && h('span', { class: ['count', each === 'dead' && 'count-bad'] }, number(counts[each])),
])))

/** Every request that came in, with its fate. */
export const Deliveries = {
  setup() {
    const filters = () => {
      const { connection, state, since, cursor } = route.query
      return { connection, state, since, cursor }
    }
    const { list, newer, counts } = useDeliveries(filters)
    const connections = resource(() => '/api/connections', (signal) => api.get('/api/connections', { signal }))
    const recovering = ref(false)
    const canRecover = computed(() => (counts.value.dead ?? 0) + (counts.value.quarantined ?? 0) > 0)
    const select = (name, any, options) => h(Select, {
      label: t(any), value: route.query[name] ?? '', options: [{ value: '', label: t(any) }, ...options],
      onChoose: (value) => setQuery({ [name]: value, cursor: null }),
    })
    const empty = () => {
      const { connection, state, since } = route.query
      if (connection || state || since) {
        return h(NoMatch, { what: t('delivery.what'), onClear: () => setQuery({ connection: null, state: null, since: null, cursor: null }) })
      }
      return h(Empty, { icon: 'inbox', title: t('delivery.emptyTitle') }, {
        default: () => t('delivery.emptyHint'),
        actions: () => h(Button, { href: '/webhooks/test', kind: 'primary', icon: 'paper-airplane' }, () => t('hooks.test')),
      })
    }
    const body = () => {
      if (!list.data && list.error) return h(Failed, { error: list.error, onRetry: list.reload })
      if (list.data?.deliveries.length === 0) return empty()
      return h('div', { class: ['scroll-x', list.dimmed && 'dimmed'] }, h(Table, {
        caption: t('delivery.list'), rows: list.data?.deliveries, bones: 12,
        columns: columns.map((column) => ({ ...column, label: t(column.label) })),
        rowLink: ({ id }) => `/webhooks/deliveries/${id}`,
      }))
    }
    return () => [
      h(PageHead, { title: t('nav.webhooks') }, {
        sub: () => [h(LiveStatus)],
        side: () => canRecover.value && h(Button, { icon: 'history', onClick: () => { recovering.value = true } }, () => t('delivery.recover')),
      }),
      h('div', { class: 'stack' }, [
        h(WebhookTabs),
        h('section', { class: 'card', 'aria-label': t('delivery.list') }, [
          h('div', { class: 'filters', role: 'group', 'aria-label': t('delivery.filters') }, [
            stateTabs(route.query.state ?? '', counts.value),
            h('div', { class: 'grow' }),
            select('connection', 'delivery.anyConnection', (connections.data?.connections ?? []).map(({ id, name }) => ({ value: id, label: name }))),
            select('since', 'delivery.anyTime', Object.keys(spans).map((value) => ({ value, label: t(`delivery.since.${value}`) }))),
          ]),
          newer.value > 0 && h('button', { type: 'button', class: 'newer', onClick: list.reload }, t('delivery.newer', { n: newer.value })),
          body(),
          (list.data?.next_cursor || route.query.cursor) && h('div', { class: 'card-foot' }, h(Pager, { next: list.data?.next_cursor ?? null })),
        ]),
      ]),
      recovering.value && h(RecoverDialog, {
        connections: connections.data?.connections ?? [], counts: counts.value,
        onClose: () => { recovering.value = false }, onDone: list.reload,
      }),
    ]
  },
}
