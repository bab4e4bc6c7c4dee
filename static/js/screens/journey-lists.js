import { h, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { money } from '../core/format.js'
import { t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { href, hrefWith, route } from '../core/router.js'
import { Ago } from '../parts/ago.js'
import { Avatar } from '../parts/avatar.js'
import { Empty, Failed } from '../parts/empty.js'
import { nameOf } from '../parts/event-row.js'
import { eventSentence } from '../parts/event-sign.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { noSource } from './journey-query.js'

const pageSize = 25
const load = (signal, address) => api.get(address, { signal })
const detailOf = (customer) => [customer.email, customer.customer_id].find((text) => text && text !== nameOf(customer)) ?? t('journey.panel.nameless')
const sums = (value) => value.map((sum) => h('div', { key: sum.currency }, money(sum)))

const who = (customer) => h('span', { class: 'person-line' }, [
  h(Avatar, { name: nameOf(customer) }), h('span', { class: 'clip' }, nameOf(customer)),
])

/** A keyset list: its page is in the URL, newest first. */
function pages(path, { stage, source }) {
  return resource(() => href(path, { stage, source, cursor: route.query.cursor, limit: pageSize }), load)
}

function draw(list, rows, { kind, columns, rowLink, above }) {
  if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
  if (rows?.length === 0) return h(Empty, { icon: kind === 'events' ? 'pulse' : 'people', title: t(`journey.panel.no${kind === 'events' ? 'Events' : 'Customers'}`) },
    () => t(`journey.panel.no${kind === 'events' ? 'Events' : 'Customers'}Hint`))
  return [
    above,
    h('div', { class: ['panel-list', list.dimmed && 'dimmed'] },
      h(Table, { caption: t(`journey.panel.caption.${kind}`), columns, rows, rowLink })),
    list.data && h('div', { class: 'card-foot' }, h(Pager, { next: list.data.next_cursor })),
  ]
}

/** The customers of a stage, last active first. */
export const StageCustomers = {
  props: { stage: String, source: String },
  setup(props) {
    const list = pages('/api/customers', props)
    onLive('gap', list.reload)
    const columns = [
      { key: 'who', label: t('journey.panel.customer'), main: true, place: 'a', cell: who },
      { key: 'detail', label: t('journey.panel.detail'), place: 'b', cell: (row) => h('span', { class: 'panel-detail clip' }, detailOf(row)) },
      { key: 'paid', label: t('journey.panel.paid'), align: 'end', place: 'c', cell: (row) => h('span', { class: 'figure strong' }, sums(row.value)) },
      { key: 'seen', label: t('journey.panel.seen'), align: 'end', place: 'd', cell: (row) => h('span', { class: 'meta faint' }, h(Ago, { at: row.last_seen })) },
    ]
    return () => draw(list, list.data?.customers, { kind: 'customers', columns, rowLink: ({ id }) => hrefWith({ customer: id }) })
  },
}

/** Something newer came: said above the rows, which stay where they are. */
function newerBar(count, show) {
  return count > 0 && h('button', { type: 'button', class: 'newer', onClick: show }, t('journey.panel.newer', { n: count }))
}

/** The events of a stage, newest first. */
export const StageEvents = {
  props: { stage: String, source: String },
  setup(props) {
    const list = pages('/api/events', props)
    const newer = ref(0)
    const mine = ({ stage, source }) => (!props.stage || stage === props.stage) && (!props.source || (source ?? noSource) === props.source)
    const show = () => {
      newer.value = 0
      list.reload()
    }
    onLive('event', ({ events = [] }) => { if (!route.query.cursor) newer.value += events.filter(mine).length })
    onLive('gap', show)
    const columns = [
      { key: 'who', label: t('journey.panel.customer'), main: true, place: 'a', cell: ({ customer }) => who(customer) },
      { key: 'what', label: t('journey.panel.event'), place: 'b', cell: (row) => h('span', { class: 'panel-detail clip' }, eventSentence(row)) },
      { key: 'paid', label: t('journey.panel.paid'), align: 'end', place: 'c', cell: ({ amount }) => amount && h('span', { class: 'figure strong' }, money(amount)) },
      { key: 'when', label: t('journey.panel.when'), align: 'end', place: 'd', cell: ({ at }) => h('span', { class: 'meta faint' }, h(Ago, { at })) },
    ]
    return () => draw(list, list.data?.events, {
      kind: 'events', columns, rowLink: ({ customer }) => hrefWith({ customer: customer.id }), above: newerBar(newer.value, show),
    })
  },
}
