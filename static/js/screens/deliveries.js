import { h, lazily, onScopeDispose, ref, shallowRef, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched, fetchedConnections } from '../core/fetched.js'
import { counted } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { hrefWith, route, setQuery } from '../core/router.js'
import { manages, mayWrite } from '../core/session.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Button } from '../parts/button.js'
import { deliveryColumns } from '../parts/delivery-columns.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { Select } from '../parts/field.js'
import { LiveStatus } from '../parts/live-status.js'
import { Newer } from '../parts/newer.js'
import { PageHead } from '../parts/page-head.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'
import { onDeliveryNews } from './delivery-news.js'
import { sinceInstant, spans } from './since.js'

addSentences(sentences)

const RecoverDialog = lazily(() => import('./recover.js'), 'RecoverDialog')

const path = '/api/webhooks/deliveries'
const states = ['dead', 'quarantined', 'retrying', 'pending', 'processed']
const pageSize = 50
const countAtMostEvery = 4000

const filtered = () => ['connection', 'state', 'since'].some((name) => route.query[name])
const clearFilters = () => setQuery({ connection: null, state: null, since: null, cursor: null })

/** Everything but the state: what the counts are of. */
const scope = () => ({
  connection: route.query.connection, from: sinceInstant(route.query.since),
})

/** How many stand in each state; asked anew a moment after deliveries moved. */
function useCounts(list) {
  const counts = shallowRef({})
  watch(() => list.data, (data) => { if (data) counts.value = data.counts }, { immediate: true })
  let timer = 0
  async function refresh() {
    timer = 0
    const answer = await api.get(path, { query: { ...scope(), limit: 1 } }).catch(() => null)
    if (answer) counts.value = answer.counts
  }
  onDeliveryNews(() => { timer ||= setTimeout(refresh, countAtMostEvery) })
  onScopeDispose(() => clearTimeout(timer))
  return counts
}

/** The page of deliveries: rows follow their fate live, new ones wait behind a bar. */
function useDeliveries() {
  const newer = ref(0)
  const list = fetched(path, () => (
    { ...scope(), state: route.query.state, cursor: route.query.cursor, limit: pageSize }))
  watch(() => list.data, () => { newer.value = 0 })

  const belongs = (news) => (!route.query.state || news.state === route.query.state)
    && (!route.query.connection || news.connection_id === route.query.connection)
  const follow = (rows, news) => rows.map((row) => {
    const found = news.get(row.id)
    return found ? { ...row, state: found.state, reason: found.reason } : row
  })
  onDeliveryNews((deliveries) => {
    const shown = new Set(list.data?.deliveries.map(({ id }) => id))
    if (!route.query.cursor) {
      newer.value += deliveries.filter((each) => !shown.has(each.id) && belongs(each)).length
    }
    if (deliveries.some(({ id }) => shown.has(id))) {
      const news = new Map(deliveries.map((each) => [each.id, each]))
      list.patch((data) => ({ ...data, deliveries: follow(data.deliveries, news) }))
    }
  })
  onLive('gap', list.reload)
  return { list, newer }
}

const statePill = (state, counts) => h('a', {
  key: state, class: 'pill', href: hrefWith({ state, cursor: null }),
  'aria-current': state === (route.query.state ?? '') ? 'true' : undefined,
}, [
  state ? t(`delivery.state.${state}`) : t('delivery.all'),
  counts[state]?.value > 0
    && h('span', { class: ['count', state === 'dead' && 'count-bad'] }, counted(counts[state])),
])

const select = (name, any, options) => h(Select, {
  label: t(any), value: route.query[name] ?? '',
  options: [{ value: '', label: t(any) }, ...options],
  onChoose: (value) => setQuery({ [name]: value, cursor: null }),
})

const filterBar = (connections, counts) => h('div', {
  class: 'filters', role: 'group', 'aria-label': t('delivery.filters'),
}, [
  h('nav', { class: 'pills', 'aria-label': t('delivery.states') },
    ['', ...states].map((state) => statePill(state, counts))),
  h('div', { class: 'grow' }),
  select('connection', 'delivery.anyConnection',
    connections.map(({ id, name }) => ({ value: id, label: name }))),
  select('since', 'delivery.anyTime',
    Object.keys(spans).map((value) => ({ value, label: t(`delivery.since.${value}`) }))),
])

const nothing = () => (filtered()
  ? h(NoMatch, { what: t('delivery.what'), onClear: clearFilters })
  : h(Empty, { icon: 'inbox', title: t('delivery.emptyTitle') }, {
    default: () => t('delivery.emptyHint'),
    actions: () => manages() && h(Button, {
      href: '/webhooks/test', kind: 'primary', icon: 'paper-airplane',
    }, () => t('hooks.test')),
  }))

const table = (list) => h('div', { class: ['scroll-x', list.dimmed && 'dimmed'] }, h(Table, {
  caption: t('delivery.list'), rows: list.data?.deliveries, bones: 12, columns: deliveryColumns(),
  rowLink: ({ id }) => `/webhooks/deliveries/${id}`,
}))

function body(list) {
  if (!list.data && list.error) return h(Failed, { error: list.error, onRetry: list.reload })
  return list.data?.deliveries.length === 0 ? nothing() : table(list)
}

/** Every request that came in, with its fate. */
export const Deliveries = {
  setup() {
    const { list, newer } = useDeliveries()
    const counts = useCounts(list)
    const known = fetchedConnections()
    const connections = () => known.data?.connections ?? []
    const recovering = ref(false)
    const failed = () => counts.value.dead?.value > 0 || counts.value.quarantined?.value > 0
    const recover = (on) => { recovering.value = on }

    const newerRows = () => h(Newer, { onShow: list.reload },
      () => t('delivery.newer', { n: newer.value }))
    const next = () => list.data?.next_cursor ?? null
    const pager = () => h('div', { class: 'card-foot' }, h(Pager, {
      next: next(), previous: list.data?.previous_cursor,
    }))
    return () => [
      h(PageHead, { title: t('nav.webhooks') }, {
        sub: () => [h(LiveStatus)],
        side: () => failed() && mayWrite() && h(Button, {
          icon: 'history', onClick: () => recover(true),
        }, () => t('delivery.recover')),
      }),
      h('div', { class: 'stack' }, [
        h(WebhookTabs),
        h('section', { class: 'card', 'aria-label': t('delivery.list') }, [
          filterBar(connections(), counts.value),
          newer.value > 0 && newerRows(),
          body(list),
          (next() || route.query.cursor) && pager(),
        ]),
      ]),
      recovering.value && h(RecoverDialog, {
        connections: connections(), counts: counts.value,
        onClose: () => recover(false), onDone: list.reload,
      }),
    ]
  },
}
