import { h, icon } from '../core/h.js'
import { fullTime, money } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Ago } from './ago.js'
import { StageChip } from './chip.js'
import { CodeBlock } from './code-block.js'
import { EventSign, eventSentence } from './event-sign.js'
import { nameOf } from './person.js'

const time = (at) => h('time', { datetime: at }, fullTime(at))
const detail = (label, value) => [h('dt', label), h('dd', value)]

function details(event, id) {
  const filled = Object.keys(event.metadata ?? {}).length > 0
  return h('div', { class: 'event-details', id }, [
    h('dl', { class: 'pairs' }, [
      detail(t('feed.happened'), [time(event.at),
        event.clamped && h('div', { class: 'small muted' }, t('feed.clamped'))]),
      detail(t('feed.received'), time(event.received_at)),
      detail(t('feed.connection'), event.connection.name),
      event.source && detail(t('feed.source'), event.source),
    ]),
    filled
      ? h(CodeBlock, {
        label: t('feed.metadata'), text: JSON.stringify(event.metadata, null, 2), json: true,
      })
      : h('p', { class: 'small muted' }, t('feed.noMetadata')),
    h('div', { class: 'line' }, [
      h('a', {
        class: 'button button-small', href: hrefWith({ customer: event.customer.id }),
      }, [icon('person'), t('feed.toCustomer')]),
      event.delivery_id && h('a', {
        class: 'button button-small', href: `/webhooks/deliveries/${event.delivery_id}`,
      }, [icon('inbox'), t('feed.toDelivery')]),
    ]),
  ])
}

/**
 * One event of the feed: a line that opens to its metadata and links.
 * @param {{event: object, open: boolean, fresh: boolean, onToggle: () => void}} props
 */
export function EventRow({ event, open, fresh, onToggle }) {
  const id = `event-${event.id}`
  return h('li', {
    class: ['event-row', fresh && 'event-fresh'], 'data-open': open ? '' : undefined,
  }, [
    h('div', { class: 'event-line' }, [
      h(EventSign, { event: event.event }),
      h('div', { class: 'event-who' }, [
        h('a', {
          class: 'event-name clip over', href: hrefWith({ customer: event.customer.id }),
        }, nameOf(event.customer)),
        h('div', { class: 'event-what clip' }, [
          eventSentence(event),
          event.amount && h('span', { class: 'event-amount' }, ` · ${money(event.amount)}`),
        ]),
      ]),
      h('div', { class: 'event-stage' }, h(StageChip, { stage: event.stage })),
      h('div', { class: 'event-from clip' }, event.connection.name),
      h('div', { class: 'event-time' }, h(Ago, { at: event.received_at })),
      h('button', {
        type: 'button', class: 'event-toggle', 'aria-expanded': String(open),
        'aria-controls': open ? id : undefined,
        'aria-label': `${eventSentence(event)}, ${nameOf(event.customer)}`, onClick: onToggle,
      }, icon('chevron-down')),
    ]),
    open && details(event, id),
  ])
}
EventRow.props = ['event', 'open', 'fresh', 'onToggle']
