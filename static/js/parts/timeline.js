import { h } from '../core/h.js'
import { day, fullTime, isoDay, money, shortClock } from '../core/format.js'
import { EventSign, eventSentence } from './event-sign.js'
import { sourceName } from './source-name.js'

const facts = (event) => [
  event.amount && money(event.amount), event.source && sourceName(event.source),
  event.connection.name,
].filter(Boolean).join(' · ')

const deliveryOf = ({ delivery_id: id }) => (id ? `/webhooks/deliveries/${id}` : undefined)

const item = (event) => h('li', { class: 'timeline-item', key: event.id }, [
  h(EventSign, { event: event.event }),
  h('div', { class: 'grow' }, [
    h(event.delivery_id ? 'a' : 'span', {
      class: 'timeline-what', href: deliveryOf(event),
    }, eventSentence(event)),
    h('div', { class: 'small muted clip' }, facts(event)),
  ]),
  h('time', { class: 'faint small', datetime: event.at, title: fullTime(event.at) },
    shortClock(event.at)),
])

/**
 * Events of one customer by day, newest first; each leads to the delivery that brought it.
 * @param {{events: object[], level: number}} props
 *   level: of the days' headings
 */
export function Timeline({ events, level }) {
  const days = [...Map.groupBy(events, (event) => isoDay(event.at)).values()]
  return h('div', { class: 'timeline' }, days.map((list) => h('div', { key: isoDay(list[0].at) }, [
    h(`h${level}`, { class: 'timeline-day' }, day(list[0].at)),
    h('ol', list.map(item)),
  ])))
}
Timeline.props = ['events', 'level']
