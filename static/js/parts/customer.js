/** The parts of a customer's record. */
import { h, icon } from '../core/h.js'
import { ago, day, fullTime, money } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { mayWrite } from '../core/session.js'
import { Ago } from './ago.js'
import { Avatar } from './avatar.js'
import { Button } from './button.js'
import { StageChip } from './chip.js'
import { Copy } from './copy.js'
import { nameOf } from './person.js'
import { Bone, BoneLines } from './skeleton.js'
import { Some } from './some.js'
import { sourceName } from './source-name.js'

const mail = (address) =>
  h('a', { class: 'customer-mail clip', href: `mailto:${address}` }, address)

const copyId = (id) =>
  h(Copy, { text: id, label: t('customer.idCopy'), iconOnly: true, plain: true })

/** Name, e-mail, the sender's id, since when. `level` is that of the name as a heading. */
export const customerHead = (customer, level = 2) => h('div', { class: 'customer-head' }, [
  h(Avatar, { name: nameOf(customer), large: true }),
  h('div', { class: 'grow' }, [
    h(`h${level}`, { class: 'customer-name' }, nameOf(customer)),
    customer.email && mail(customer.email),
    h('div', { class: 'line small muted' }, [
      h('code', { class: 'clip' }, customer.customer_id),
      copyId(customer.customer_id),
      h('span', t('customer.since', { day: day(customer.first_seen) })),
    ]),
  ]),
])

const figure = (label, value) =>
  h('div', { class: 'figure-cell' }, [h('dt', label), h('dd', [value])])

const faint = (words) => h('span', { class: 'faint' }, words)

/** One line for each currency: sums of different ones are never added. */
const value = (sums) => (sums.length
  ? sums.map((sum) => h('div', { key: sum.currency }, money(sum))) : faint(t('customer.noValue')))

/** Value, last seen, furthest stage, source. */
export const customerFigures = (customer) => h('dl', { class: 'figure-row' }, [
  figure(t('customer.value'), value(customer.value)),
  figure(t('customer.lastSeen'), h(Ago, { at: customer.last_seen })),
  figure(t('customer.furthest'), h(StageChip, { stage: customer.furthest_stage })),
  figure(t('customer.source'), sourceName(customer.source)),
])

const time = (at) => h('time', { datetime: at, title: fullTime(at) }, day(at))

/** When the present stage was first entered. */
const stageSince = ({ stage, stages }) => stages.find((each) => each.stage === stage)?.first_entered

/** The same and more in a bar of its own. */
export const customerFacts = (customer) => h('dl', { class: 'fact-bar' }, [
  figure(t('customer.value'), value(customer.value)),
  figure(t('customer.stage'), [
    h(StageChip, { stage: customer.stage }),
    stageSince(customer) && h('span', { class: 'small muted fact-more' },
      t('customer.stageSince', { day: day(stageSince(customer)) })),
  ]),
  figure(t('customer.furthest'), h(StageChip, { stage: customer.furthest_stage })),
  figure(t('customer.source'), sourceName(customer.source)),
  figure(t('customer.firstSeen'), time(customer.first_seen)),
  figure(t('customer.lastSeen'), h(Ago, { at: customer.last_seen })),
])

const identity = ({ kind, value: text }) => [
  h('dt', has(`customer.kind.${kind}`) ? t(`customer.kind.${kind}`) : kind),
  h('dd', kind === 'email' ? h('a', { href: `mailto:${text}` }, text) : text),
]

/** What names this customer. */
export const customerIdentities = ({ identities }) => h(Some, { items: identities }, {
  default: (shown) => h('dl', { class: 'pairs' }, shown.map(identity)),
})

const merge = (each, onUndo) => h('li', { key: each.id, class: 'note' }, [
  icon('git-merge'),
  h('div', { class: 'grow' },
    t('customer.merged', { name: each.merged_name, ago: ago(each.at) })),
  each.undone_at ? faint(t('customer.undone', { ago: ago(each.undone_at) }))
    : mayWrite() && h(Button, { small: true, icon: 'undo', onClick: () => onUndo(each) },
      () => t('customer.undoMerge')),
])

/** Customers that were merged into this one, each with its undo. */
export const customerMerges = ({ merges }, onUndo) => h(Some, { items: merges }, {
  default: (shown) => h('ul', { class: 'stack-s' }, shown.map((each) => merge(each, onUndo))),
})

/** The record while it loads. */
export const customerBones = () => [
  h('div', { class: 'customer-head' }, [
    h('span', { class: 'bone avatar avatar-large' }),
    h('div', { class: 'grow' }, h(BoneLines, { lines: 3 })),
  ]),
  h('div', { class: 'drawer-part' }, h(Bone, { height: '56px' })),
  h('div', { class: 'drawer-part' }, h(BoneLines, { lines: 6 })),
]
