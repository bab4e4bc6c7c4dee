import { h, icon, unseen } from '../core/h.js'
import { fullTime, number } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Chip, StageChip } from './chip.js'
import { CodeBlock, pretty } from './code-block.js'
import { Segmented } from './segmented.js'

const none = (key) => h('p', { class: 'muted' }, t(key))
const word = (key, fallback) => (has(key) ? t(key) : fallback)
const pair = (label, value) => [h('dt', label), h('dd', value)]

/** The request line and the body, formatted or exactly as sent. */
function request({ request: { method, path, body, truncated } }, { view, onView }) {
  const nice = pretty(body)
  const formatted = nice.json && view !== 'raw'
  return h('div', { class: 'stack' }, [
    h(CodeBlock, { label: t('delivery.method'), text: `${method} ${path}`, wrap: true }),
    body === '' ? none('delivery.emptyBody') : h(CodeBlock, {
      label: t('delivery.body'), text: formatted ? nice.text : body, copy: body, json: nice.json, wrap: !formatted,
    }, {
      side: () => nice.json && h(Segmented, {
        class: 'segmented-small', label: t('delivery.view'), value: formatted ? 'formatted' : 'raw', onChoose: onView,
        options: [{ value: 'formatted', label: t('delivery.formatted') }, { value: 'raw', label: t('delivery.raw') }],
      }),
    }),
    truncated && none('delivery.truncated'),
  ])
}

const headers = ({ request: { headers: list } }) => h('table', { class: 'headers' }, [
  h('caption', { class: 'unseen' }, t('delivery.tab.headers')),
  h('tbody', list.map(([name, value], index) => h('tr', { key: index }, [h('th', { scope: 'row' }, name), h('td', value)]))),
])

const checks = ({ checks: list }) => (list.length ? h('ul', { class: 'steps' }, list.map(({ name, passed, detail }) =>
  h('li', { class: 'step', key: name, 'data-tone': passed ? 'good' : 'bad' }, [
    icon(passed ? 'check-circle-fill' : 'x-circle-fill'),
    h('div', [
      h('span', { class: 'strong' }, word(`delivery.check.${name}`, name)),
      unseen(`, ${t(passed ? 'delivery.passed' : 'delivery.failed')}`),
      detail && h('div', { class: 'muted' }, detail),
    ]),
  ]))) : none('delivery.noChecks'))

const attempts = ({ attempts: list }) => (list.length ? h('ol', { class: 'steps' }, list.map(({ number: n, at, outcome, error }) => {
  const good = outcome === 'processed'
  return h('li', { class: 'step', key: n, 'data-tone': good ? 'good' : 'bad' }, [
    icon(good ? 'check-circle-fill' : 'x-circle-fill'),
    h('div', { class: 'grow' }, [
      h('div', { class: 'line line-apart' }, [
        h('span', [h('span', { class: 'strong' }, t('delivery.attempt', { n: number(n) })), ` · ${word(`delivery.outcome.${outcome}`, outcome)}`]),
        h('time', { class: 'faint small', datetime: at }, fullTime(at)),
      ]),
      error && h('div', { class: 'muted' }, error),
    ]),
  ])
})) : none('delivery.noAttempts'))

function result({ result: made }) {
  if (!made) return none('delivery.noResult')
  return h('div', { class: 'stack' }, [
    made.repeated_of && h('div', { class: 'note' }, [icon('info'), h('p', { class: 'grow' }, t('delivery.repeated')),
      h('a', { class: 'note-link', href: `/webhooks/deliveries/${made.repeated_of}` }, t('delivery.repeatedOf'))]),
    h('dl', { class: 'pairs' }, [
      pair(t('delivery.event'), word(`eventKind.${made.event}`, made.event)),
      made.stage && pair(t('delivery.stage'), h(StageChip, { stage: made.stage })),
      made.customer && pair(t('delivery.customer'), h('a', { href: hrefWith({ customer: made.customer.id }) }, made.customer.name || made.customer.id)),
      pair('ID', h('code', made.event_id)),
    ]),
  ])
}

/** What each tab of a delivery draws. @type {Record<string, (delivery: object, ui: object) => unknown>} */
export const deliveryTabs = { request, headers, checks, attempts, result }

/** Failed checks and the number of attempts, beside the names of their tabs. */
export const tabCount = (delivery, name) => ({ headers: delivery.request.headers.length, attempts: delivery.attempts.length })[name]

/** A chip for the tester and the head: status of an HTTP answer. @param {{status: number}} props */
export const StatusChip = ({ status }) => h(Chip, { tone: status < 300 && status > 0 ? 'good' : 'bad', dot: true }, () => t('tester.status', { status }))
StatusChip.props = ['status']
