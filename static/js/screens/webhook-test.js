import { h, onMounted, onUnmounted, reactive, ref, watch } from '../core/h.js'
import { fetched, fetchedConnections } from '../core/fetched.js'
import { addSentences, t } from '../core/i18n.js'
import { route, setQuery } from '../core/router.js'
import { manages } from '../core/session.js'
import { live } from '../i18n/live.en.js'
import { tester } from '../i18n/tester.en.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Empty, Failed } from '../parts/empty.js'
import { LiveStatus } from '../parts/live-status.js'
import { NoConnection } from '../parts/no-connection.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { TesterForm } from '../parts/tester-form.js'
import { TesterResult } from '../parts/tester-result.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'
import { useSender, useSignature } from './tester-send.js'

addSentences(live)
addSentences(sentences)
addSentences(tester)

const firstEvent = 'stage_entered'

const lay = (value) => JSON.stringify(value, null, 2)

/** The sample of a kind with the present time: senders stamp what they send. */
const fresh = (sample) => ({ ...sample, timestamp: `${new Date().toISOString().slice(0, 19)}Z` })

/** The connection that the address names, else the default one. */
const wanted = (connections) => connections.find(({ id }) => id === route.query.connection)
  ?? connections.find((each) => each.is_default) ?? connections[0]

/** What will be sent; filled as soon as connections and samples are there. */
function useDraft(connections, samples) {
  const draft = reactive({ connection: '', event: '', body: '', tamper: false })
  const pickEvent = (event) => {
    draft.event = event
    draft.body = lay(fresh(samples.data.events[event]))
  }
  const pickConnection = (id) => {
    draft.connection = id
    setQuery({ connection: id }, { replace: true })
  }
  watch(() => [samples.data, connections.data], () => {
    const asked = route.query.event
    if (samples.data && !draft.event) {
      pickEvent(samples.data.events[asked] ? asked : firstEvent)
    }
    const known = connections.data?.connections ?? []
    if (known.length && !draft.connection) draft.connection = wanted(known).id
  }, { immediate: true })
  const format = () => { draft.body = lay(JSON.parse(draft.body)) }
  return { draft, pickEvent, pickConnection, format }
}

/** Ctrl or ⌘ with Enter sends from anywhere on the screen. */
function onSendKey(run) {
  const listen = (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run()
  }
  onMounted(() => document.addEventListener('keydown', listen))
  onUnmounted(() => document.removeEventListener('keydown', listen))
}

const bones = () => h('div', { class: 'tester', 'aria-busy': 'true' }, [
  h(Bone, { height: '560px' }), h(Bone, { height: '240px' }),
])

const denied = () =>
  h(Empty, { icon: 'lock', title: t('tester.denied') }, () => t('tester.deniedHint'))

/** Compose, sign, send through the real front door, and watch what becomes of it. */
const Tester = {
  setup() {
    const connections = fetchedConnections()
    const samples = fetched('/api/webhooks/samples')
    const { draft, ...change } = useDraft(connections, samples)
    const signed = useSignature(draft)
    const { runs, send } = useSender()
    const busy = ref(false)

    async function submit() {
      if (busy.value || !draft.connection) return
      busy.value = true
      await send(draft)
      busy.value = false
    }
    onSendKey(submit)

    const body = () => {
      const failed = [connections, samples].find((each) => each.error && !each.data)
      if (failed) {
        return h('div', { class: 'card' },
          h(Failed, { error: failed.error, onRetry: failed.reload }))
      }
      if (!connections.data || !samples.data) return bones()
      const known = connections.data.connections
      if (!known.length) return h('div', { class: 'card' }, h(NoConnection))
      return h('div', { class: 'tester' }, [
        h(TesterForm, {
          draft, change, signed, connections: known, busy: busy.value, onSend: submit,
        }),
        h(TesterResult, { runs }),
      ])
    }
    return () => h('div', [body()])
  },
}

export const WebhookTest = () => [
  h(PageHead, { title: t('nav.webhooks') }, { sub: () => [h(LiveStatus)] }),
  h('div', { class: 'stack' }, [
    h(WebhookTabs), manages() ? h(Tester) : h('div', { class: 'card' }, denied()),
  ]),
]
