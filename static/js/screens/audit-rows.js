/** An entry of the audit log: as a row, and in full. */
import { h } from '../core/h.js'
import { dayTime, fullTime } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { CodeBlock } from '../parts/code-block.js'
import { Dialog } from '../parts/dialog.js'

/** An action that this page does not know yet is shown as the server calls it. */
export const actionWords = (action) =>
  (has(`audit.action.${action}`) ? t(`audit.action.${action}`) : action)

const actor = ({ kind, name }) =>
  (has(`audit.by.${kind}`) ? t(`audit.by.${kind}`, { name }) : name)

const time = (at) => h('time', { datetime: at, title: fullTime(at), class: 'nowrap' }, dayTime(at))

/** @param {(entry: object) => void} onOpen */
export const auditColumns = (onOpen) => {
  const column = (key, place, cell) => ({ key, label: t(`audit.column.${key}`), place, cell })
  const action = (entry) => h('button', {
    type: 'button', class: 'row-link row-button', onClick: () => onOpen(entry),
  }, actionWords(entry.action))
  return [
    column('action', 'a', action),
    column('subject', 'b', ({ subject }) => h('span', { class: 'muted' }, subject?.name ?? '—')),
    column('by', 'c', ({ by }) => actor(by)),
    column('address', 'none', ({ address }) => h('span', { class: 'muted' }, address ?? '—')),
    column('at', 'd', ({ at }) => h('span', { class: 'muted' }, time(at))),
  ]
}

const pair = (label, value) => value && [h('dt', label), h('dd', value)]
const block = (label, value) =>
  value && h(CodeBlock, { label, text: JSON.stringify(value, null, 2), json: true })

/** Everything that is kept of one entry. @param {{entry: object, onClose: () => void}} props */
export const AuditDetails = ({ entry, onClose }) => h(Dialog, {
  title: actionWords(entry.action), wide: true, onClose,
}, () => [
  h('dl', { class: 'pairs' }, [
    pair(t('audit.column.at'), fullTime(entry.at)),
    pair(t('audit.column.by'), actor(entry.by)),
    pair(t('audit.column.subject'), entry.subject?.name),
    pair(t('audit.column.address'), entry.address),
    pair(t('audit.request'), entry.request_id && h('code', entry.request_id)),
  ]),
  block(t('audit.before'), entry.before),
  block(t('audit.after'), entry.after),
])
AuditDetails.props = ['entry', 'onClose']
