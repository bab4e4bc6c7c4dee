import { h, onMounted, onUnmounted, reactive, ref, useId, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { addSentences, t } from '../core/i18n.js'
import { resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { live } from '../i18n/live.en.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Button } from '../parts/button.js'
import { Copy } from '../parts/copy.js'
import { Empty, Failed } from '../parts/empty.js'
import { eventKinds } from '../parts/event-sign.js'
import { Field, Select } from '../parts/field.js'
import { JsonEditor, jsonFault } from '../parts/json-editor.js'
import { LiveStatus } from '../parts/live-status.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { TesterResult } from '../parts/tester-result.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'
import { useSender, useSignature } from './tester-send.js'

addSentences(live)
addSentences(sentences)

const lay = (value) => JSON.stringify(value, null, 2)

/** The sample of a kind with the present time: senders stamp what they send. */
const fresh = (sample) => ({ ...sample, timestamp: `${new Date().toISOString().slice(0, 19)}Z` })

const headerTable = ({ headers, failure }) => {
  if (failure) return h('p', { class: 'field-error' }, failure)
  if (!headers) return h(Bone, { height: '20px' })
  return h('dl', { class: 'tester-headers' }, Object.entries(headers).map(([name, value]) => [h('dt', name), h('dd', value)]))
}

/** Compose, sign, send through the real front door, and watch what becomes of it. */
export const WebhookTest = {
  setup() {
    const connections = resource(() => '/api/connections', (signal) => api.get('/api/connections', { signal }))
    const samples = resource(() => '/api/webhooks/samples', (signal) => api.get('/api/webhooks/samples', { signal }))
    const draft = reactive({ connection: '', event: '', body: '', tamper: false })
    const busy = ref(false)
    const signed = useSignature(draft)
    const { runs, send } = useSender()
    const bodyId = useId()

    const pickEvent = (event) => {
      draft.event = event
      draft.body = lay(fresh(samples.data.events[event]))
    }
    watch(() => [samples.data, connections.data], () => {
      if (samples.data && !draft.event) pickEvent(samples.data.events[route.query.event] ? route.query.event : 'stage_entered')
      const known = connections.data?.connections ?? []
      if (known.length && !draft.connection) {
        draft.connection = (known.find(({ id }) => id === route.query.connection) ?? known.find((each) => each.is_default) ?? known[0]).id
      }
    }, { immediate: true })

    async function submit(event) {
      event?.preventDefault()
      if (busy.value || !draft.connection) return
      busy.value = true
      await send(draft)
      busy.value = false
    }
    const onKey = (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event) }
    onMounted(() => document.addEventListener('keydown', onKey))
    onUnmounted(() => document.removeEventListener('keydown', onKey))

    const chosen = () => connections.data.connections.find(({ id }) => id === draft.connection)
    const tool = (label, run, disabled) => h(Button, { small: true, kind: 'plain', disabled, onClick: run }, () => t(label))
    const payload = (fault) => h('div', { class: 'field' }, [
      h('div', { class: 'line line-apart' }, [
        h('label', { class: 'field-label', for: bodyId }, t('tester.payload')),
        h('span', { class: 'line tester-tools' }, [
          tool('tester.reset', () => pickEvent(draft.event)),
          tool('tester.format', () => { draft.body = lay(JSON.parse(draft.body)) }, Boolean(fault)),
        ]),
      ]),
      h(JsonEditor, { id: bodyId, value: draft.body, invalid: Boolean(fault), describedBy: `${bodyId}-state`, onChange: (text) => { draft.body = text } }),
      h('p', { id: `${bodyId}-state`, class: fault ? 'field-error' : 'field-hint', role: 'status' },
        fault ? [fault, ' ', t('tester.invalidHint')] : t('tester.valid')),
    ])
    const form = () => {
      const fault = draft.body && jsonFault(draft.body)
      return h('form', { class: 'card tester-form', onSubmit: submit, novalidate: true }, [
        h('div', { class: 'tester-choices' }, [
          h(Field, { label: t('tester.connection') }, ({ id }) => h(Select, {
            id, label: t('tester.connection'), value: draft.connection,
            options: connections.data.connections.map(({ id: value, name }) => ({ value, label: name })),
            onChoose: (value) => {
              draft.connection = value
              setQuery({ connection: value }, { replace: true })
            },
          })),
          h(Field, { label: t('tester.event') }, ({ id }) => h(Select, {
            id, label: t('tester.event'), value: draft.event, onChoose: pickEvent,
            options: eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) })),
          })),
        ]),
        chosen()?.paused && h('p', { class: 'note', 'data-tone': 'warn' }, t('tester.paused')),
        payload(fault),
        h('div', { class: 'stack-s' }, [h('h2', { class: 'field-label' }, t('tester.headers')), headerTable(signed)]),
        h('label', { class: 'check' }, [
          h('input', { type: 'checkbox', checked: draft.tamper, onChange: (event) => { draft.tamper = event.target.checked } }),
          h('span', [t('tester.tamper'), h('span', { class: 'field-hint choice-hint' }, t('tester.tamperHint'))]),
        ]),
        h('div', { class: 'line' }, [
          h(Button, { kind: 'primary', type: 'submit', icon: 'paper-airplane', busy: busy.value }, () => t(fault ? 'tester.sendAnyway' : 'tester.send')),
          signed.curl && h(Copy, { text: signed.curl, label: t('tester.curl'), small: false }),
          h('span', { class: 'field-hint no-touch' }, t('tester.sendKey')),
        ]),
      ])
    }
    const body = () => {
      const failed = [connections, samples].find((each) => each.error && !each.data)
      if (failed) return h(Failed, { error: failed.error, onRetry: failed.reload })
      if (!connections.data || !samples.data) return h('div', { class: 'tester' }, [h(Bone, { height: '560px' }), h(Bone, { height: '240px' })])
      if (!connections.data.connections.length) {
        return h(Empty, { icon: 'webhook', title: t('connection.none.title') }, {
          default: () => t('connection.none.hint'),
          actions: () => h(Button, { kind: 'primary', href: '/webhooks' }, () => t('tester.none')),
        })
      }
      return h('div', { class: 'tester' }, [form(), h(TesterResult, { runs })])
    }
    return () => [
      h(PageHead, { title: t('nav.webhooks') }, { sub: () => [h(LiveStatus)] }),
      h('div', { class: 'stack' }, [h(WebhookTabs), body()]),
    ]
  },
}
