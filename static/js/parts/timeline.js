import { h } from '../core/h.js'
import { clock, day, fullTime, isoDay, money, shortClock } from '../core/format.js'
import { EventSign, eventSentence } from './event-sign.js'

/** Events of one customer by day, newest first. @param {{events: object[], href: (event: object) => string | null}} props */
export function Timeline({ events, href }) {
  const days = [...new Set(events.map((event) => isoDay(event.at)))]
  return h('div', { class: 'timeline' }, days.map((date) => {
    const list = events.filter((event) => isoDay(event.at) === date)
    return h('div', { key: date }, [h('h4', { class: 'timeline-day' }, day(list[0].at)), h('ol', list.map((event) => item(event, href(event))))])
  }))
}
Timeline.props = ['events', 'href']

function item(event, link) {
  const sentence = eventSentence(event)
  const facts = [event.amount && money(event.amount), event.source, event.connection.name].filter(Boolean).join(' · ')
  return h('li', { class: 'timeline-item', key: event.id }, [
    h(EventSign, { event: event.event }),
    h('div', { class: 'grow' }, [
      link ? h('a', { class: 'timeline-what', href: link }, sentence) : h('span', { class: 'timeline-what' }, sentence),
      h('div', { class: 'small muted clip' }, facts),
    ]),
    h('time', { class: 'faint small', datetime: event.at, title: `${fullTime(event.at)} (${clock(event.at)})` }, shortClock(event.at)),
  ])
}
