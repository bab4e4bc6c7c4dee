import { h, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { money } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { href, hrefWith, route } from '../core/router.js'
import { live } from '../i18n/live.en.js'
import { Ago } from '../parts/ago.js'
import { StageChip } from '../parts/chip.js'
import { Empty, Failed } from '../parts/empty.js'
import { eventSentence } from '../parts/event-sign.js'
import { Newer } from '../parts/newer.js'
import { Pager } from '../parts/pager.js'
import { Person } from '../parts/person.js'
import { noSource } from '../parts/source-name.js'
import { Table } from '../parts/table.js'
import { loadCustomers } from './customers-query.js'
import { customersQuery } from './journey-query.js'

addSentences(live)

const pageSize = 25
const sums = (value) => value.map((sum) => h('div', { key: sum.currency }, money(sum)))

const who = (customer) => h(Person, { customer })
const detail = (inside) => h('span', { class: 'panel-detail clip' }, inside)
const paid = (inside) => h('span', { class: 'figure strong' }, inside)
const seen = (at) => h('span', { class: 'meta faint' }, h(Ago, { at }))

/** A column: its sentence, its place on a narrow card, and its cell. */
const column = (key, place, cell, more) =>
  ({ key, label: t(`journey.panel.${key}`), place, cell, ...more })
const end = { align: 'end' }

function draw(list, rows, { words, sign, columns, rowLink, above, more }) {
  if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
  if (rows?.length === 0) {
    return h(Empty, { icon: sign, title: t(`journey.panel.${words}.none`) },
      () => t(`journey.panel.${words}.noneHint`))
  }
  const caption = t(`journey.panel.${words}.caption`)
  return [
    above,
    h('div', { class: list.dimmed && 'dimmed' }, h(Table, { caption, columns, rows, rowLink })),
    list.data && h('div', { class: 'card-foot' }, [more, h(Pager, {
      next: list.data.next_cursor, previous: list.data.previous_cursor,
    })]),
  ]
}

/** The customers of a list, as the list of all customers would show them. */
export const StageCustomers = {
  props: { choices: Object, period: Object },
  setup(props) {
    const query = () => customersQuery(props.choices, props.period)
    const address = () => (props.period ? href('/api/customers', {
      ...query(), cursor: route.query.cursor, limit: pageSize,
    }) : null)
    const list = resource(address, loadCustomers)
    onLive('gap', list.reload)
    const columns = [
      column('customer', 'a', who, { main: true }),
      column('stage', 'b', ({ stage }) => h('span', { class: 'panel-detail' },
        h(StageChip, { stage }))),
      column('paid', 'c', (row) => paid(sums(row.value)), end),
      column('seen', 'd', (row) => seen(row.entered_at ?? row.last_seen), end),
    ]
    const rowLink = ({ id }) => hrefWith({ customer: id })
    const more = () => h('a', { href: href('/customers', query()) }, t('journey.panel.whole'))
    return () => draw(list, list.data?.customers,
      { words: 'people', sign: 'people', columns, rowLink, more: props.period && more() })
  },
}

const newerRows = (n, onShow) => n > 0
  && h(Newer, { onShow }, () => t('journey.panel.newer', { n }))

/** The events of a stage, newest first. */
export const StageEvents = {
  props: { choices: Object },
  setup(props) {
    const { stage, source } = props.choices
    const address = () => href('/api/events', {
      stage, source, cursor: route.query.cursor, limit: pageSize,
    })
    const list = resource(address, (signal, wanted) => api.get(wanted, { signal }))
    const newer = ref(0)
    const ofStage = (event) => !stage || event.stage === stage
    const ofSource = (event) => !source || (event.source ?? noSource) === source
    const show = () => {
      newer.value = 0
      list.reload()
    }
    onLive('event', ({ events = [] }) => {
      if (route.query.cursor) return
      newer.value += events.filter((event) => ofStage(event) && ofSource(event)).length
    })
    onLive('gap', show)
    const columns = [
      column('customer', 'a', ({ customer }) => who(customer), { main: true }),
      column('event', 'b', (row) => detail(eventSentence(row))),
      column('paid', 'c', ({ amount }) => amount && paid(money(amount)), end),
      column('when', 'd', ({ at }) => seen(at), end),
    ]
    const rowLink = ({ customer }) => hrefWith({ customer: customer.id })
    return () => draw(list, list.data?.events, {
      words: 'feed', sign: 'pulse', columns, rowLink, above: newerRows(newer.value, show),
    })
  },
}
