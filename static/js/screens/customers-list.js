/** The rows of the Customers screen: columns, order, selection. */
import { h, icon } from '../core/h.js'
import { day, fullTime, money } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Ago } from '../parts/ago.js'
import { StageChip } from '../parts/chip.js'
import { Person, nameOf } from '../parts/person.js'
import { sourceName } from '../parts/source-name.js'
import { ordering } from './customers-query.js'

const faint = (words) => h('span', { class: 'faint' }, words)
const sums = (value) => (value.length
  ? value.map((sum) => h('div', { key: sum.currency, class: 'strong' }, money(sum)))
  : faint(t('customers.nothingPaid')))
const date = (at) =>
  h('time', { datetime: at, title: fullTime(at), class: 'nowrap muted' }, day(at))

/** A heading that orders by its column, and back again. */
function sortable(key, sort) {
  const first = sort === 'name' ? 'asc' : 'desc'
  const now = () => {
    const { by, descending } = ordering()
    return by === sort ? (descending ? 'descending' : 'ascending') : undefined
  }
  const link = () => {
    const order = { descending: 'asc', ascending: 'desc' }[now()] ?? first
    return hrefWith({ sort, order: order === first ? null : order, cursor: null })
  }
  return {
    sorted: now,
    head: () => h('a', { class: 'sort', href: link() }, [
      t(`customers.column.${key}`),
      now() && icon(now() === 'descending' ? 'chevron-down' : 'chevron-up'),
    ]),
  }
}

const tick = (label, on, onChange, more) => h('input', {
  type: 'checkbox', class: 'tick over', 'aria-label': label, checked: on, onChange, ...more,
})

/** The box of a row, and of all rows. */
const selecting = (rows, selection) => ({
  key: 'tick', label: '', place: 'tick', width: '16px',
  head: () => tick(t('customers.selectAll'), rows().length > 0 && rows().every(selection.has),
    () => selection.toggleAll(rows())),
  cell: (row) => tick(t('customers.select', { name: nameOf(row) }), selection.has(row),
    () => selection.toggle(row)),
})

/**
 * @param {() => object[]} rows
 * @param {import('./customers-selection.js').Selection} selection
 * @param {boolean} ofStage whether the rows say when they entered a stage
 */
export const customerColumns = (rows, selection, ofStage) => {
  const column = (key, place, cell, more) =>
    ({ key, label: t(`customers.column.${key}`), place, cell, ...more })
  const end = { align: 'end' }
  return [
    selecting(rows, selection),
    column('customer', 'a', (row) => Person({ customer: row }),
      { main: true, ...sortable('customer', 'name') }),
    column('stage', 'b', StageChip),
    column('source', 'none', ({ source }) => h('span', { class: 'muted' }, sourceName(source))),
    column('value', 'c', ({ value }) => sums(value), { ...end, ...sortable('value', 'value') }),
    ofStage
      // The rows of the list before may still stand there, dimmed.
      ? column('entered', 'none', ({ entered_at: at }) => at && date(at),
        sortable('entered', 'entered'))
      : column('first_seen', 'none', (row) => date(row.first_seen),
        sortable('first_seen', 'first_seen')),
    column('last_seen', 'd', (row) => h('span', { class: 'muted' }, h(Ago, { at: row.last_seen })),
      sortable('last_seen', 'last_seen')),
  ]
}
