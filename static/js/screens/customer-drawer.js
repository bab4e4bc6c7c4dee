import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { mutate } from '../core/resource.js'
import { customer as sentences } from '../i18n/customer.en.js'
import { live } from '../i18n/live.en.js'
import { customerBones, customerFigures, customerHead, customerIdentities, customerMerges }
  from '../parts/customer.js'
import { Drawer } from '../parts/dialog.js'
import { Empty, Failed } from '../parts/empty.js'
import { BoneLines } from '../parts/skeleton.js'
import { StageStrip } from '../parts/stage-strip.js'
import { Timeline } from '../parts/timeline.js'

addSentences(sentences)
addSentences(live)

const shown = 30

const newestFirst = (a, b) => Date.parse(b.at) - Date.parse(a.at)
const deliveryOf = ({ delivery_id: id }) => (id ? `/webhooks/deliveries/${id}` : null)

/** The customer and their latest events, followed live. */
function useCustomer(id) {
  const found = fetched(`/api/customers/${encodeURIComponent(id)}`)
  const history = fetched('/api/events', () => ({ customer: id, limit: shown }))
  const refresh = () => Promise.all([found.reload(), history.reload()])
  onLive('gap', refresh)
  onLive('event', ({ events }) => {
    const ours = events.filter((event) => event.customer.id === id)
    if (!ours.length) return
    history.patch((data) => {
      const known = new Set(data.events.map((event) => event.id))
      const news = ours.filter((event) => !known.has(event.id))
      return { ...data, events: [...news, ...data.events].slice(0, shown) }
    })
    found.reload()
  })
  const undoMerge = ({ id: merge, merged_name: name }) => mutate({
    request: () => api.post(`/api/merges/${merge}/undo`), done: t('customer.unmerged', { name }),
  }).then(refresh)
  return { found, history, undoMerge }
}

function latest(history) {
  if (history.error && !history.data) {
    return h(Failed, { error: history.error, onRetry: history.reload })
  }
  if (!history.data) return h(BoneLines, { lines: 6 })
  const { events, next_cursor: more } = history.data
  if (!events.length) return h('p', { class: 'muted' }, t('customer.noEvents'))
  return [
    h(Timeline, { events: events.toSorted(newestFirst), href: deliveryOf }),
    more && h('p', { class: 'small faint' }, t('customer.allEvents', { n: shown })),
  ]
}

const whole = (customer, history, undoMerge) => [
  customerHead(customer),
  h('div', { class: 'drawer-part' },
    h(StageStrip, { entered: customer.stages, current: customer.stage })),
  customerFigures(customer),
  customerIdentities(customer),
  customer.merges.length > 0 && customerMerges(customer, undoMerge),
  h('section', { class: 'drawer-part' }, [h('h3', t('customer.latest')), latest(history)]),
]

const unknown = () => h(Empty, { icon: 'person', title: t('customer.unknown') },
  () => t('customer.unknownHint'))

/** One customer over whatever is on the page: ?customer=ID. */
export const CustomerDrawer = {
  props: { id: String },
  emits: ['close'],
  setup(props, { emit }) {
    const { found, history, undoMerge } = useCustomer(props.id)
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
