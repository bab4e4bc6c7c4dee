import { h, icon, ref, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { curlOf } from '../core/curl.js'
import { fullTime, size } from '../core/format.js'
import { addSentences, has, t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { onLive } from '../core/live.js'
import { mutate, resource } from '../core/resource.js'
import { queryRef, route, setTitle } from '../core/router.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Copy } from '../parts/copy.js'
import { DeliveryState } from '../parts/delivery-state.js'
import { deliveryTabs, tabCount } from '../parts/delivery-tabs.js'
import { Failed } from '../parts/empty.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { Tabs, tabPanel } from '../parts/tabs.js'

addSentences(sentences)

const retryable = new Set(['dead', 'quarantined', 'retrying', 'handled'])
const settled = new Set(['dead', 'quarantined'])
const names = Object.keys(deliveryTabs)

/** Where a person most likely wants to look first. */
const firstTab = ({ state }) => ({ dead: 'attempts', quarantined: 'checks', retrying: 'attempts' })[state] ?? 'request'

const back = () => ({ href: '/webhooks/deliveries', label: t('delivery.back') })

const bones = () => [
  h(PageHead, { title: t('delivery.title', { id: route.params.id }), back: back() }, { sub: () => h(Bone, { width: '260px' }) }),
  h(Bone, { height: '420px' }),
]

function note({ state, reason, next_attempt_at: next }) {
  if (!reason && state !== 'retrying') return null
  const bad = state === 'dead'
  return h('div', { class: 'note', 'data-tone': bad ? 'bad' : state === 'processed' ? undefined : 'warn' }, [
    icon(bad ? 'alert' : 'info'),
    h('div', { class: 'grow' }, [reason && h('p', h('strong', reason)), has(`delivery.meaning.${state}`) && t(`delivery.meaning.${state}`),
      next && [' ', t('delivery.nextTry'), ' ', h(Ago, { at: next }), '.']]),
  ])
}

/** One delivery: as it came, what was checked, tried and made of it. */
export const Delivery = {
  setup() {
    const { id } = route.params
    const path = `/api/webhooks/deliveries/${id}`
    const found = resource(() => path, (signal) => api.get(path, { signal }))
    const tab = queryRef('tab', '')
    const view = ref('formatted')
    onLive('delivery', ({ deliveries }) => { if (deliveries.some((each) => each.id === id)) found.reload() })
    onLive('gap', found.reload)
    setTitle(t('delivery.title', { id }))

    const show = (state) => {
      const before = found.data
      found.patch(({ delivery, ...rest }) => ({ ...rest, delivery: { ...delivery, state, reason: null, next_attempt_at: null } }))
      return () => found.patch(() => before)
    }
    const act = (verb, state, done) => mutate({
      apply: () => show(state), done: t(done), request: () => api.post(`${path}/${verb}`),
    }).then(found.reload)
    const retry = () => act('retry', 'pending', 'delivery.retried')
    const canRetry = () => retryable.has(found.data?.delivery.state)
    bindKeys([{ keys: 'r', label: 'delivery.retryKey', run: () => { if (canRetry()) retry() } }])
    /** Which tab stands first is decided once: a live change must not turn the page under the reader. */
    const first = ref('request')
    const stop = watch(() => found.data, (data) => {
      if (!data) return
      first.value = firstTab(data.delivery)
      queueMicrotask(() => stop())
    }, { immediate: true })

    const actions = (delivery) => [
      h(Copy, { text: () => curlOf(delivery.request), label: t('delivery.curl'), small: false }),
      settled.has(delivery.state) && h(Button, { icon: 'check', onClick: () => act('handled', 'handled', 'delivery.handledDone') }, () => t('delivery.handled')),
      canRetry() && h(Button, { kind: 'primary', icon: 'redo', onClick: retry }, () => t('delivery.retry')),
    ]
    const page = (delivery) => {
      const chosen = names.includes(tab.value) ? tab.value : first.value
      return [
        h(PageHead, { title: t('delivery.title', { id }), back: back() }, {
          badge: () => h(DeliveryState, { state: delivery.state }),
          sub: () => [
            h('a', { href: `/webhooks/deliveries?connection=${delivery.connection.id}` }, delivery.connection.name),
            h('time', { datetime: delivery.received_at }, fullTime(delivery.received_at)),
            h('span', size(delivery.bytes)),
            delivery.remote_address && h('span', t('delivery.from', { address: delivery.remote_address })),
          ],
          side: () => actions(delivery),
        }),
        h('div', { class: 'stack' }, [
          note(delivery),
          h('section', { class: 'card delivery', 'aria-label': t('delivery.tabs') }, [
            h(Tabs, {
              label: t('delivery.tabs'), id: 'delivery', value: chosen, onChoose: (name) => { tab.value = name },
              options: names.map((name) => ({ value: name, label: t(`delivery.tab.${name}`), count: tabCount(delivery, name) })),
            }),
            tabPanel('delivery', chosen, deliveryTabs[chosen](delivery, { view: view.value, onView: (to) => { view.value = to } })),
          ]),
        ]),
      ]
    }
    return () => {
      if (found.data) return page(found.data.delivery)
      if (found.error) return [h(PageHead, { title: t('delivery.title', { id }), back: back() }), h(Failed, { error: found.error, onRetry: found.reload })]
      return bones()
    }
  },
}
