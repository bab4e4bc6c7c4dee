import { h } from '../core/h.js'
import { day, fullTime, isoDay, money, shortClock } from '../core/format.js'
import { EventSign, eventSentence } from './event-sign.js'

const facts = (event) => [event.amount && money(event.amount), event.source, event.connection.name]
  .filter(Boolean).join(' · ')

const item = (event, link) => h('li', { class: 'timeline-item', key: event.id }, [
  h(EventSign, { event: event.event }),
  h('div', { class: 'grow' }, [
    h(link ? 'a' : 'span', { class: 'timeline-what', href: link }, eventSentence(event)),
    h('div', { class: 'small muted clip' }, facts(event)),
  ]),
  h('time', { class: 'faint small', datetime: event.at, title: fullTime(event.at) },
    shortClock(event.at)),
])

/**
 * Events of one customer by day, newest first.
 * @param {{events: object[], href: (event: object) => string | null}} props
 */
export function Timeline({ events, href }) {
  const days = [...Map.groupBy(events, (event) => isoDay(event.at)).values()]
  return h('div', { class: 'timeline' }, days.map((list) => h('div', { key: isoDay(list[0].at) }, [
    h('h4', { class: 'timeline-day' }, day(list[0].at)),
    h('ol', list.map((event) => item(event, href(event)))),
  ])))
}
Timeline.props = ['events', 'href']
