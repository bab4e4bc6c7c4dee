import { h, icon, onScopeDispose, ref, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { curlOf } from '../core/curl.js'
import { fetched } from '../core/fetched.js'
import { fullTime, size } from '../core/format.js'
import { addSentences, has, t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { onLive } from '../core/live.js'
import { mutate } from '../core/mutate.js'
import { queryRef, route, setTitle } from '../core/router.js'
import { mayWrite } from '../core/session.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Copy } from '../parts/copy.js'
import { DeliveryState, stateOf } from '../parts/delivery-state.js'
import { deliveryTabs, tabCount } from '../parts/delivery-tabs.js'
import { Empty, Failed } from '../parts/empty.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { Tabs, tabPanel } from '../parts/tabs.js'
import { onDeliveryNews } from './delivery-news.js'

addSentences(sentences)

const retryable = new Set(['dead', 'quarantined', 'handled'])
const settled = new Set(['dead', 'quarantined'])
const askAgainAfter = 1500
const names = Object.keys(deliveryTabs)

/** Where a person most likely wants to look first. */
const firstTab = ({ state }) =>
  ({ dead: 'attempts', quarantined: 'checks', retrying: 'attempts' })[state] ?? 'request'

/** One delivery, followed live, and what can be done with it. */
function useDelivery(id) {
  const path = `/api/webhooks/deliveries/${encodeURIComponent(id)}`
  const found = fetched(path)
  setTitle(t('delivery.title', { id }))
  onLive('gap', found.reload)
  onDeliveryNews((news) => { if (news.some((each) => each.id === id)) found.reload() })
  // A replay that finds everything applied makes no news, so one that waits is asked after.
  let timer = 0
  watch(() => found.data, (data) => {
    clearTimeout(timer)
    if (data?.delivery.state === 'pending') timer = setTimeout(found.reload, askAgainAfter)
  })
  onScopeDispose(() => clearTimeout(timer))
  const show = (patch) => found.suppose((data) =>
    ({ ...data, delivery: { ...data.delivery, ...patch } }))
  const act = (verb, patch, done) => mutate({
    apply: () => show(patch), done: t(done), request: () => api.post(`${path}/${verb}`),
  }).then(found.reload)
  return {
    found,
    retry: () => act('retry', { state: 'pending', handled_at: null, reason: null },
      'delivery.retried'),
    handled: () => act('handled', { handled_at: new Date().toISOString() },
      'delivery.handledDone'),
    canRetry: () => mayWrite() && found.data !== null
      && retryable.has(stateOf(found.data.delivery)),
  }
}

/** The tab that the address names; else the first one that loaded, which a change won't turn. */
function useTab(found) {
  const tab = queryRef('tab')
  const first = ref('')
  watch(() => found.data, (data) => { if (data) first.value ||= firstTab(data.delivery) },
    { immediate: true })
  return {
    chosen: () => (names.includes(tab.value) ? tab.value : first.value || 'request'),
    choose: (name) => { tab.value = name },
  }
}

const back = { href: '/webhooks/deliveries' }

const head = (slots) => h(PageHead, {
  title: t('delivery.title', { id: route.params.id }),
  back: { ...back, label: t('delivery.back') },
}, slots)

const unknown = () => h(Empty, { icon: 'inbox', title: t('delivery.unknown') }, {
  default: () => t('delivery.unknownHint'),
  actions: () => h(Button, back, () => t('delivery.toList')),
})

/** What stands there instead of a delivery that could not be loaded. */
const instead = ({ error, reload }) => [head(), h('section', { class: 'card' },
  error.status === 404 ? unknown() : h(Failed, { error, onRetry: reload }))]

const bones = () => h('div', { 'aria-busy': 'true' }, [
  head({ sub: () => h(Bone, { width: '260px' }) }), h(Bone, { height: '420px' }),
])

const facts = ({ connection, received_at: received, bytes, remote_address: address }) => [
  h('a', { href: `/webhooks/deliveries?connection=${connection.id}` }, connection.name),
  h('time', { datetime: received }, fullTime(received)),
  h('span', size(bytes)),
  address && h('span', t('delivery.from', { address })),
]

/** Why it stands where it stands. */
function note({ reason, next_attempt_at: next, ...delivery }) {
  const state = stateOf(delivery)
  if (!reason && state !== 'retrying') return null
  const tone = { dead: 'bad', processed: undefined, handled: undefined }
  return h('div', { class: 'note', 'data-tone': state in tone ? tone[state] : 'warn' }, [
    icon(state === 'dead' ? 'alert' : 'info'),
    h('div', { class: 'grow' }, [
      reason && h('p', [h('strong', reason)]),
      has(`delivery.meaning.${state}`) && t(`delivery.meaning.${state}`),
      next && [' ', t('delivery.nextTry'), ' ', h(Ago, { at: next }), '.'],
    ]),
  ])
}

const actions = (delivery, { canRetry, retry, handled }) => [
  h(Copy, { text: () => curlOf(delivery.request), label: t('delivery.curl'), small: false }),
  mayWrite() && settled.has(stateOf(delivery))
    && h(Button, { icon: 'check', onClick: handled }, () => t('delivery.handled')),
  canRetry()
    && h(Button, { kind: 'primary', icon: 'redo', onClick: retry }, () => t('delivery.retry')),
]

/** One delivery: as it came, what was checked, tried and made of it. */
export const Delivery = {
  setup() {
    const one = useDelivery(route.params.id)
    const { found } = one
    const { chosen, choose } = useTab(found)
    const view = ref('formatted')
    bindKeys([
      { keys: 'r', label: 'delivery.retryKey', run: () => { if (one.canRetry()) one.retry() } },
    ])
    const ui = { get view() { return view.value }, onView: (to) => { view.value = to } }
    const tabs = (delivery) => h('section', {
      class: 'card delivery', 'aria-label': t('delivery.tabs'),
    }, [
      h(Tabs, {
        label: t('delivery.tabs'), id: 'delivery', value: chosen(), onChoose: choose,
        options: names.map((name) => (
          { value: name, label: t(`delivery.tab.${name}`), count: tabCount(delivery, name) })),
      }),
      tabPanel('delivery', chosen(), deliveryTabs[chosen()](delivery, ui)),
    ])
    return () => {
      if (!found.data && !found.error) return bones()
      if (!found.data) return instead(found)
      const { delivery } = found.data
      return [
        head({
          badge: () => h(DeliveryState, { delivery }),
          sub: () => facts(delivery),
          side: () => actions(delivery, one),
        }),
        h('div', { class: 'stack' }, [note(delivery), tabs(delivery)]),
      ]
    }
  },
}
