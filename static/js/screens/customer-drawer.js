import { h, icon } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { customer as sentences } from '../i18n/customer.en.js'
import { customerBones, customerFigures, customerHead, customerIdentities, customerMerges }
  from '../parts/customer.js'
import { Drawer } from '../parts/dialog.js'
import { Empty, Failed } from '../parts/empty.js'
import { BoneLines } from '../parts/skeleton.js'
import { StageStrip } from '../parts/stage-strip.js'
import { Timeline } from '../parts/timeline.js'
import { useCustomer, useHistory } from './customer-record.js'

addSentences(sentences)

const shown = 30

function latest({ first, events, next }) {
  if (first.error && !first.data) return h(Failed, { error: first.error, onRetry: first.reload })
  if (!first.data) return h(BoneLines, { lines: 6 })
  if (!events.length) return h('p', { class: 'muted' }, t('customer.noEvents'))
  return [
    h(Timeline, { events: events.slice(0, shown), level: 4 }),
    (next || events.length > shown)
      && h('p', { class: 'small faint' }, t('customer.allEvents', { n: shown })),
  ]
}

const part = (title, inside) =>
  h('section', { class: 'drawer-part' }, [h('h3', title), inside])

const whole = (customer, history, undoMerge) => [
  customerHead(customer),
  h('div', { class: 'drawer-part drawer-page' },
    h('a', { class: 'button button-small', href: `/customers/${customer.id}` },
      [icon('person'), t('customer.page')])),
  h('div', { class: 'drawer-part' },
    h(StageStrip, { entered: customer.stages, current: customer.stage })),
  customerFigures(customer),
  part(t('customer.identities'), customerIdentities(customer)),
  customer.merges.length > 0
    && part(t('customer.merges'), customerMerges(customer, undoMerge)),
  part(t('customer.latest'), latest(history)),
]

const unknown = () => h(Empty, { icon: 'person', title: t('customer.unknown') },
  () => t('customer.unknownHint'))

/** One customer over whatever is on the page: ?customer=ID. */
export const CustomerDrawer = {
  props: { id: String },
  emits: ['close'],
  setup(props, { emit }) {
    const { found, undoMerge } = useCustomer(props.id)
    const history = useHistory(props.id, () => ({}), shown)
    const body = () => {
      if (found.error?.status === 404) return unknown()
      if (found.data) return whole(found.data.customer, history, undoMerge)
      if (!found.error) return customerBones()
      return h(Failed, { error: found.error, onRetry: found.reload })
    }
    const close = () => emit('close')
    return () => h(Drawer, { label: t('customer.label'), onClose: close },
      () => h('div', { class: 'customer' }, body()))
  },
}
