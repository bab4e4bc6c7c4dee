import { h } from '../core/h.js'
import { number, size } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { Ago } from './ago.js'
import { DeliveryState } from './delivery-state.js'

const kind = ({ event }) => {
  const known = has(`eventKind.${event}`)
  return known ? t(`eventKind.${event}`) : event ?? t('delivery.unread')
}

const fate = ({ reason, next_attempt_at: next, ...delivery }) => [
  h(DeliveryState, { delivery }),
  reason && h('div', { class: 'delivery-reason clip', title: reason }, reason),
  !reason && next && h('div', { class: 'delivery-reason' }, [
    t('delivery.nextTry'), ' ', h(Ago, { at: next }),
  ]),
]

/** @type {import('./table.js').Column[]} label: the end of its sentence's key */
const columns = [
  { key: 'event', place: 'a', main: true, width: '130px', cell: kind },
  { key: 'state', place: 'b', width: '90px', cell: fate },
  { key: 'customer', width: '90px', cell: ({ customer_id: id }) => id ?? '—' },
  {
    key: 'connection', place: 'd', width: '90px',
    cell: ({ connection }) => h('span', { class: 'muted nowrap' }, connection.name),
  },
  { key: 'attempts', align: 'end', width: '20px', cell: ({ attempts }) => number(attempts) },
  {
    key: 'size', align: 'end', width: '50px',
    cell: ({ bytes }) => h('span', { class: 'nowrap' }, size(bytes)),
  },
  {
    key: 'received', align: 'end', place: 'c', width: '70px',
    cell: ({ received_at: at }) => h('span', { class: 'muted' }, h(Ago, { at })),
  },
]

/** The columns of a list of deliveries, for Table. */
export const deliveryColumns = () =>
  columns.map((column) => ({ ...column, label: t(`delivery.columns.${column.key}`) }))
