import { h, icon } from '../core/h.js'
import { clock } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Chip, StageChip } from './chip.js'
import { CodeBlock, pretty } from './code-block.js'
import { EventSign, eventSentence } from './event-sign.js'
import { nameOf } from './person.js'

const shown = 8

const milliseconds = (n) => t('format.milliseconds', { n: Math.max(1, Math.round(n)) })

const statusChip = (status) =>
  h(Chip, { tone: status < 300 ? 'good' : 'bad', dot: true }, () => t('tester.status', { status }))

const note = (sign, tone, inside) =>
  h('p', { class: 'note', 'data-tone': tone }, [icon(sign), inside])

const waiting = (words) =>
  h('p', { class: 'waiting' }, [h('span', { class: 'waiting-dot' }), words])

const way = (href, sign, words) =>
  h('a', { class: 'button button-small', href }, [icon(sign), words])

/** The event as it arrived, with the ways on. */
const arrival = ({ event, arrivedAfter }) => h('div', { class: 'tester-event' }, [
  h('p', { class: 'tester-arrived' }, [
    icon('check-circle-fill'), t('tester.arrived', { time: milliseconds(arrivedAfter) }),
  ]),
  h('div', { class: 'line' }, [
    h(EventSign, { event: event.event }),
    h('div', { class: 'grow' }, [
      h('div', { class: 'strong clip' }, nameOf(event.customer)),
      h('div', { class: 'small muted' }, eventSentence(event)),
    ]),
    h(StageChip, { stage: event.stage }),
  ]),
  h('div', { class: 'line' }, [
    way(hrefWith({ customer: event.customer.id }), 'person', t('tester.openEvent')),
    event.delivery_id
      && way(`/webhooks/deliveries/${event.delivery_id}`, 'inbox', t('tester.openDelivery')),
  ]),
])

function fate(run) {
  if (run.status >= 300) return note('shield-x', undefined, h('span', t('tester.refused')))
  if (run.event) return arrival(run)
  const link = h('a', { class: 'note-link', href: '/webhooks/deliveries' }, t('tester.late'))
  return run.late ? note('clock', 'warn', link) : waiting(t('tester.waiting'))
}

function newest(run) {
  if (run.failure) return note('alert', 'bad', t('tester.unreachable', { reason: run.failure }))
  if (run.status === null) return waiting(t('tester.sending'))
  const nice = pretty(run.answer)
  return [
    h('div', { class: 'line' }, [
      statusChip(run.status),
      h('span', { class: 'tester-time' }, milliseconds(run.milliseconds)),
    ]),
    fate(run),
    run.answer === '' ? h('p', { class: 'muted' }, t('tester.noBody')) : h(CodeBlock, {
      label: t('tester.answerBody'), text: nice.text, copy: run.answer, json: nice.json, wrap: true,
    }),
  ]
}

function kindOf({ body }) {
  const kind = /"event"\s*:\s*"(\w+)"/.exec(body)?.[1]
  return has(`eventKind.${kind}`) ? t(`eventKind.${kind}`) : t('delivery.noEvent')
}

const earlier = (run) => h('li', { key: run.id }, [
  h('time', { class: 'faint' }, clock(run.at)),
  h('span', { class: 'grow clip' }, kindOf(run)),
  run.status && statusChip(run.status),
  h('span', { class: 'faint' }, milliseconds(run.milliseconds)),
])

/**
 * What became of what was sent: the newest in full, earlier ones a line each.
 * @param {{runs: object[]}} props
 */
export function TesterResult({ runs }) {
  const [last, ...before] = runs
  return h('section', { class: 'card tester-result', 'aria-label': t('tester.result') }, [
    h('h2', t('tester.result')),
    h('div', { class: 'stack', role: 'status' },
      last ? newest(last) : [h('p', { class: 'muted' }, t('tester.nothing'))]),
    before.length > 0 && h('div', { class: 'stack-s' }, [
      h('h3', { class: 'field-label' }, t('tester.earlier')),
      h('ul', { class: 'tester-earlier' }, before.slice(0, shown).map(earlier)),
    ]),
  ])
}
TesterResult.props = ['runs']
