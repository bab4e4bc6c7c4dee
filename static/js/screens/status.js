import { h, onScopeDispose } from '../core/h.js'
import { fetched } from '../core/fetched.js'
import { duration, number, size } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { status as sentences } from '../i18n/status.en.js'
import { Ago } from '../parts/ago.js'
import { Card } from '../parts/card.js'
import { Chip } from '../parts/chip.js'
import { DepthLine } from '../parts/depth-line.js'
import { Empty } from '../parts/empty.js'
import { Finding } from '../parts/finding.js'
import { PageHead } from '../parts/page-head.js'
import { Bone, Loaded } from '../parts/skeleton.js'
import { Table } from '../parts/table.js'

addSentences(sentences)

const lookEvery = 5000

/** What the server last saw, looked up again while somebody looks. */
function useStatus() {
  const status = fetched('/api/status')
  const timer = setInterval(() => { if (!document.hidden) status.reload() }, lookEvery)
  onScopeDispose(() => clearInterval(timer))
  return status
}

const verdict = ({ healthy }) => h(Chip, {
  tone: healthy ? 'good' : 'bad', dot: true,
}, () => t(healthy ? 'status.healthy' : 'status.unwell'))

const head = (status) => h(PageHead, { title: t('nav.status') }, {
  badge: () => status?.as_of && verdict(status),
  sub: () => status && [
    h('span', t('status.version', { version: status.version })),
    status.as_of && h('span', [t('status.seen', { ago: '' }), h(Ago, { at: status.as_of })]),
  ],
})

const findings = (list) => h('section', { 'aria-label': t('status.findings') }, list.length
  ? h('ul', { class: 'findings' }, list.map((finding) =>
    h(Finding, { key: finding.code, finding })))
  : h('p', { class: 'note', 'data-tone': 'good', role: 'status' }, t('status.allWell')))

const figure = (label, value, { tone, href, hint } = {}) =>
  h('div', { class: 'status-figure', 'data-tone': tone, title: hint }, [
    h('dt', label), h('dd', href ? h('a', { href }, value) : value),
  ])

const failed = (name, n, tone) => figure(t(`status.${name}`), number(n), {
  tone: n ? tone : undefined, href: `/webhooks/deliveries?state=${name}`,
})

const rate = (value) => (value === null ? '—' : number(Math.round(value * 10) / 10))

const inbox = ({ inbox: box, failures }) => h(Card, { title: t('status.inbox') }, () => [
  h('dl', { class: 'status-figures' }, [
    figure(t('status.waiting'), number(box.waiting)),
    figure(t('status.lag'), duration(box.lag_seconds), {
      tone: box.lag_seconds > 60 ? 'bad' : undefined,
    }),
    figure(t('status.rate'), rate(box.applied_per_second)),
    failed('retrying', failures.retrying),
    box.held > 0 && figure(t('status.held'), number(box.held), { hint: t('status.heldHint') }),
    failed('dead', failures.dead, 'bad'),
    failed('quarantined', failures.quarantined, 'warn'),
  ]),
  h(DepthLine, { moments: box.history }),
])

const columns = [
  { key: 'role', label: t('status.columns.role'), place: 'a',
    cell: ({ role }) => t(`status.role.${role}`) },
  { key: 'host', label: t('status.columns.host'), place: 'b', cell: ({ host }) => host },
  { key: 'version', label: t('status.columns.version'), place: 'none',
    cell: ({ version }) => version },
  { key: 'started', label: t('status.columns.started'), place: 'c',
    cell: ({ started_at: at }) => h(Ago, { at }) },
  { key: 'seen', label: t('status.columns.seen'), place: 'd',
    cell: ({ seen_at: at }) => h(Ago, { at }) },
]

const processes = (rows) => h(Card, { title: t('status.processes'), bare: true }, () => rows.length
  ? h(Table, { caption: t('status.processesLabel'), columns, rows })
  : h('div', { class: 'card-body muted' }, t('status.noProcess')))

const pair = (label, value) => [h('dt', label), h('dd', value)]

const spoolWords = ({ deliveries: n, bytes }) =>
  (n ? t('status.spoolHolds', { n, size: size(bytes) }) : t('status.spoolEmpty'))

const backupWords = (backup) => (backup ? [
  h(Ago, { at: backup.made_at }), ', ',
  t('status.backupSize', { rows: number(backup.rows), size: size(backup.bytes) }),
  h('div', { class: 'small muted' }, backup.path),
] : t('status.backupNone'))

const storage = ({ database, spool, backup }) => h(Card, { title: t('status.storage') }, () =>
  h('dl', { class: 'pairs' }, [
    pair(t('status.database'), `MariaDB ${database.version}`),
    pair(t('status.databaseSize'), size(database.bytes)),
    pair(t('status.spool'), spoolWords(spool)),
    pair(t('status.backup'), backupWords(backup)),
  ]))

const bones = () => [h(Bone, { height: '44px' }), h(Bone, { height: '240px' })]

const starting = () => h(Card, {}, () => h(Empty, {
  icon: 'hourglass', title: t('state.loading'),
}, () => t('status.starting')))

/** How Waymark fares, and what to do where it does not fare well. */
export const Status = {
  setup() {
    const status = useStatus()
    const body = (seen) => (seen.as_of === null ? starting() : h('div', { class: 'stack' }, [
      findings(seen.findings), inbox(seen), processes(seen.processes), storage(seen),
    ]))
    return () => [
      head(status.data),
      h(Loaded, { of: status }, {
        default: body, skeleton: () => h('div', { class: 'stack' }, bones()),
      }),
    ]
  },
}
