import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Avatar } from './avatar.js'

/** How a customer is called where there may be no name. */
export const nameOf = (customer) =>
  customer.name || customer.email || customer.customer_id || t('person.unnamed')

/** Whatever else says who a customer is, beside the name. */
const otherName = (customer) => {
  const name = nameOf(customer)
  return [customer.email, customer.customer_id].find((text) => text && text !== name)
}

/** A customer in a list: initials, name, and the address or id below it. */
export const Person = ({ customer }) => h('span', { class: 'person-line' }, [
  Avatar({ name: nameOf(customer) }),
  h('span', { class: 'person-words' }, [
    h('span', { class: 'clip' }, nameOf(customer)),
    h('span', { class: 'person-detail clip' }, otherName(customer)),
  ]),
])
Person.props = ['customer']
