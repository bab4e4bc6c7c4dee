import { computed, h, ref, shallowRef, watch } from '../core/h.js'
import { fetched, fetchedConnections } from '../core/fetched.js'
import { number } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { href, route, setQuery } from '../core/router.js'
import { ended, findJobs } from '../core/jobs.js'
import { manages, mayWrite, session } from '../core/session.js'
import { customers as sentences } from '../i18n/customers.en.js'
import { lists } from '../i18n/lists.en.js'
import { Button } from '../parts/button.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { JobStrip } from '../parts/job-strip.js'
import { Later } from '../parts/later.js'
import { LiveStatus } from '../parts/live-status.js'
import { Newer } from '../parts/newer.js'
import { PageHead } from '../parts/page-head.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { CustomerFilters } from './customers-filters.js'
import { customerColumns } from './customers-list.js'
import {
  chosen, filterQuery, filterText, keepList, loadCustomers, nothingChosen, ordering, pageSize,
} from './customers-query.js'
import { bindSelecting, SelectionBar, useSelection } from './customers-selection.js'
import { CustomerViews } from './customers-views.js'
import { ExportMenu } from './export-menu.js'

addSentences(sentences)
addSentences(lists)

/** How many match: the first page of a filter says it, the pages behind keep it. */
function useCount(list) {
  const count = shallowRef(null)
  watch(() => JSON.stringify(filterQuery()), () => { count.value = null })
  watch(() => list.data, (data) => { if (data?.count) count.value = data.count },
    { immediate: true })
  return count
}

/** Who did something since the newest page was shown: said above the rows, which stay. */
function useNewer(list) {
  const ids = ref(new Set())
  const newest = () => !route.query.cursor && !chosen().length
    && ordering().by === 'last_seen' && ordering().descending
  watch(() => list.data, () => { ids.value = new Set() })
  onLive('event', ({ events }) => {
    if (newest()) ids.value = new Set([...ids.value, ...events.map(({ customer }) => customer.id)])
  })
  return ids
}

const countWords = (count) =>
  t(`customers.count.${count.is}`, { n: count.is === 'exact' && count.value === 1 ? 1
    : number(count.value) })

const empty = () => h(Empty, { icon: 'people', title: t('customers.emptyTitle') }, {
  default: () => t('customers.emptyHint'),
  actions: () => manages() && h(Button, {
    href: '/webhooks/test', kind: 'primary', icon: 'paper-airplane',
  }, () => t('customers.emptyAction')),
})

const clear = () => setQuery(nothingChosen())

/** A link that asks for what the server does not know: its words, and the way out. */
const refused = (error) => h(Empty, {
  icon: 'alert', tone: 'bad', title: t('customers.badTitle'), role: 'alert',
}, {
  default: () => error.details.join('; ') || error.message,
  actions: () => h(Button, { onClick: clear }, () => t('action.clearFilters')),
})

const narrowed = () => chosen().length > 0 || Boolean(route.query.cursor)
const nothing = () =>
  (narrowed() ? h(NoMatch, { what: t('customers.what'), onClear: clear }) : empty())

/** Every customer, found by name or address and by where they stand. */
export const Customers = {
  setup() {
    const list = resource(
      () => href('/api/customers', {
        ...filterQuery(), cursor: route.query.cursor, limit: pageSize,
      }), loadCustomers)
    const count = useCount(list)
    const newer = useNewer(list)
    const selection = useSelection()
    const rows = () => list.data?.customers ?? []
    bindSelecting(rows, selection)
    watch(() => list.data, keepList)
    // Everybody means who matched when it was said.
    watch(() => filterText(), () => { selection.everyone.value = false })
    watch(ended, list.reload)
    findJobs()
    onLive('gap', list.reload)
    const known = fetchedConnections()
    // The journey knows the sources; asked for once the rows are here.
    const report = fetched(() => (list.data ? '/api/journey' : null), () => ({ period: '12m' }))

    const ofStage = computed(() => Boolean(route.query.entered))
    const columns = computed(() => customerColumns(rows, selection, ofStage.value))
    const rowLink = ({ id }) => `/customers/${id}`
    const rowProps = (row) => ({ 'data-selected': selection.has(row) ? '' : undefined })
    const table = () => h('div', { class: ['scroll-x', list.dimmed && 'dimmed'] }, h(Table, {
      caption: t('customers.list'), rows: list.data?.customers, bones: 12, steady: true,
      columns: columns.value, rowLink, rowProps,
    }))
    const body = () => {
      if (list.error?.status === 400) return refused(list.error)
      if (!list.data && list.error) return h(Failed, { error: list.error, onRetry: list.reload })
      return list.data && !rows().length && !list.data.partial ? nothing() : table()
    }
    const newerRows = () => h(Newer, { onShow: list.reload },
      () => t('customers.newer', { n: newer.value.size }))
    const foot = () => h('div', { class: 'card-foot' }, [
      h('span', { role: 'status' }, list.dimmed && route.query.q ? t('customers.searching')
        : count.value ? countWords(count.value) : ''),
      h(Pager, { next: list.data.next_cursor, previous: list.data.previous_cursor }),
    ])
    const whole = () => rows().every(selection.has)
    const tools = () => (selection.rows().length ? h(SelectionBar, {
      selection, count: count.value,
      more: whole() && Boolean(list.data?.next_cursor || list.data?.previous_cursor),
    })
      : h(CustomerFilters, {
        sources: report.data?.sources ?? [], connections: known.data?.connections ?? [],
      }))
    const bare = () => list.data && !rows().length && !narrowed()
    return () => [
      h(PageHead, { title: t('nav.customers') }, {
        sub: () => [h(LiveStatus), h('span', session.organisation?.time_zone)],
        side: () => mayWrite() && !bare()
          && h(ExportMenu, { whom: () => ({ query: filterQuery() }), files: true }),
      }),
      h('section', { class: 'card customers', 'aria-label': t('customers.list') }, [
        !bare() && h(CustomerViews),
        h(JobStrip),
        !bare() && tools(),
        newer.value.size > 0 && newerRows(),
        h(Later, { soon: true }, body),
        list.data && !bare() && list.error?.status !== 400 && foot(),
      ]),
    ]
  },
}
