/** Name, e-mail and phone of a customer, edited in their places. */
import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { mayWrite } from '../core/session.js'
import { toast } from '../core/toast.js'
import { Ago } from '../parts/ago.js'
import { Card } from '../parts/card.js'
import { InlineEdit } from '../parts/inline-edit.js'

const fields = ['name', 'email', 'phone']
/** So long the background may take until what senders say shows again. */
const looksAgain = [400, 1500]

const typed = ({ at, by }) => h('div', { class: 'meta muted' },
  [t('records.typedBy', { name: by.name }), ', ', h(Ago, { at })])

/** What the server has against a text, at the field. */
const faultOf = (error) => (error.problem?.customer_id ? t('records.taken')
  : error.details?.map((each) => each.replace(/^\w+: /, '')).join(' ') || error.message)

const other = ({ problem }) => problem?.customer_id
  && h('a', { href: `/customers/${problem.customer_id}` }, t('records.openOther'))

function drawn(field, value) {
  if (!value) return h('span', { class: 'faint' }, t('records.none'))
  const scheme = { email: 'mailto:', phone: 'tel:' }[field]
  return scheme ? h('a', { class: 'clip', href: `${scheme}${value}` }, value) : value
}

/** @param {import('../core/resource.js').Resource<any>} found the customer's record */
export function useContact(found) {
  async function put(field, text) {
    const { customer } = found.data
    const answer = await api.put(`/api/customers/${customer.id}`, { [field]: text })
    found.patch(() => answer)
    if (text === null) for (const pause of looksAgain) setTimeout(found.reload, pause)
  }
  const undo = (field, text) => put(field, text).catch((error) =>
    toast({ text: error.message, details: error.details, kind: 'bad' }))

  async function save(field, text) {
    const { customer } = found.data
    const before = customer.typed[field] ? customer[field] : null
    await put(field, text)
    const name = t(`records.field.${field}`)
    toast({
      text: t(text === null ? 'records.takenBack' : 'records.changed', { field: name }),
      undo: () => undo(field, before),
    })
  }
  return { save }
}

/** The card. */
export const contactCard = (customer, { save }) =>
  h(Card, { title: t('records.contact') }, () => h('div', { class: 'stack-s' },
    fields.map((field) => h(InlineEdit, {
      key: field, label: t(`records.field.${field}`), value: customer[field],
      edit: t('records.edit', { field: t(`records.field.${field}`).toLowerCase() }),
      hint: t(field === 'phone' ? 'records.phoneHint' : 'records.typedHint'),
      type: { email: 'email', phone: 'tel' }[field], locked: !mayWrite(), faultOf,
      onSave: (text) => save(field, text),
    }, {
      default: () => drawn(field, customer[field]),
      mark: () => customer.typed[field] && typed(customer.typed[field]),
      fault: other,
    }))))
