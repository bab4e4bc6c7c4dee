import { h, icon, unseen } from '../core/h.js'
import { fullTime } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { StageChip } from './chip.js'
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
      label: t('delivery.body'), text: formatted ? nice.text : body, copy: body, json: nice.json,
      wrap: !formatted,
    }, {
      side: () => nice.json && h(Segmented, {
        class: 'segmented-small', label: t('delivery.view'), value: formatted ? 'formatted' : 'raw',
        onChoose: onView,
        options: [
          { value: 'formatted', label: t('delivery.formatted') },
          { value: 'raw', label: t('delivery.raw') },
        ],
      }),
    }),
    truncated && none('delivery.truncated'),
  ])
}

const headers = ({ request: { headers: list } }) => h('table', { class: 'headers' }, [
  h('caption', { class: 'unseen' }, t('delivery.tab.headers')),
  h('tbody', list.map(([name, value], index) => h('tr', { key: index }, [
    h('th', { scope: 'row' }, name), h('td', value),
  ]))),
])

/** A line with its sign: good or bad in colour, shape and words. */
const step = (key, good, inside) => h('li', {
  class: 'step', key, 'data-tone': good ? 'good' : 'bad',
}, [icon(good ? 'check-circle-fill' : 'x-circle-fill'), h('div', { class: 'grow' }, inside)])

const check = ({ name, passed, detail }) => step(name, passed, [
  h('span', { class: 'strong' }, word(`delivery.check.${name}`, name)),
  unseen(`, ${t(passed ? 'delivery.passed' : 'delivery.failed')}`),
  detail && h('div', { class: 'muted lines' }, detail),
])

const checks = ({ checks: list }) =>
  (list.length ? h('ul', { class: 'steps' }, list.map(check)) : none('delivery.noChecks'))

const attempt = ({ number: n, at, outcome, error }) => step(n, outcome === 'processed', [
  h('div', { class: 'line line-apart' }, [
    h('span', [
      h('span', { class: 'strong' }, t('delivery.attempt', { n })),
      ` · ${word(`delivery.outcome.${outcome}`, outcome)}`,
    ]),
    at && h('time', { class: 'faint small', datetime: at }, fullTime(at)),
  ]),
  error && h('div', { class: 'muted' }, error),
])

const attempts = ({ tries: list }) =>
  (list.length ? h('ol', { class: 'steps' }, list.map(attempt)) : none('delivery.noAttempts'))

const repeated = (id) => h('div', { class: 'note' }, [
  icon('info'),
  h('p', { class: 'grow' }, t('delivery.repeated')),
  h('a', { class: 'note-link', href: `/webhooks/deliveries/${id}` }, t('delivery.repeatedOf')),
])

function result({ result: made }) {
  if (!made) return none('delivery.noResult')
  return h('div', { class: 'stack' }, [
    made.repeated_of && repeated(made.repeated_of),
    h('dl', { class: 'pairs' }, [
      pair(t('delivery.event'), word(`eventKind.${made.event}`, made.event)),
      made.stage && pair(t('delivery.stage'), h(StageChip, { stage: made.stage })),
      made.customer && pair(t('delivery.customer'), h('a', {
        href: hrefWith({ customer: made.customer.id }),
      }, made.customer.name || made.customer.id)),
      pair('ID', h('code', made.event_id)),
    ]),
  ])
}

/**
 * What each tab of a delivery draws.
 * @type {Record<string, (delivery: object, ui: object) => unknown>}
 */
export const deliveryTabs = { request, headers, checks, attempts, result }

/** Failed checks and the number of attempts, beside the names of their tabs. */
export const tabCount = (delivery, name) =>
  ({ headers: delivery.request.headers.length, attempts: delivery.tries.length })[name]
