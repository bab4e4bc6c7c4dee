import { h, onScopeDispose, ref, shallowReactive } from '../core/h.js'
import { api } from '../core/api.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { later, mutate, resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { live } from '../i18n/live.en.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Button } from '../parts/button.js'
import { ConnectionCard } from '../parts/connection-card.js'
import { Empty } from '../parts/empty.js'
import { LiveStatus } from '../parts/live-status.js'
import { PageHead } from '../parts/page-head.js'
import { Bone, Loaded } from '../parts/skeleton.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'
import { CreateDialog, RenameDialog, RotateDialog, SecretDialog } from './connection-dialogs.js'

addSentences(sentences)
addSentences(live)

const refreshAtMostEvery = 4000

/** The connections, kept fresh while deliveries come in. */
function useConnections() {
  const list = resource(() => '/api/connections', (signal) => api.get('/api/connections', { signal }))
  let timer = 0
  onLive('delivery', () => {
    timer ||= setTimeout(() => {
      timer = 0
      list.reload()
    }, refreshAtMostEvery)
  })
  onLive('gap', list.reload)
  onScopeDispose(() => clearTimeout(timer))
  return list
}

/** Changes one connection in the loaded list; returns how to take it back. */
function change(list, id, patch) {
  const before = list.data
  list.patch((data) => ({
    ...data, connections: data.connections.map((each) => (each.id === id ? { ...each, ...patch } : each)),
  }))
  return () => list.patch(() => before)
}

/** What a person can do to a connection. */
function useActions(list, dialog, toggled) {
  const set = (connection, patch, sentence, undo) => mutate({
    apply: () => change(list, connection.id, patch),
    request: () => api.patch(`/api/connections/${connection.id}`, patch).then(list.reload),
    done: t(sentence, connection),
    undo,
  })
  const on = {
    toggle: (connection) => {
      const open = toggled.value ?? new Set(openAtFirst(list.data.connections))
      toggled.value = new Set(open.has(connection.id) ? [...open].filter((id) => id !== connection.id) : [...open, connection.id])
    },
    rename: (connection) => dialog.show('rename', { connection }),
    rotate: (connection) => dialog.show('rotate', { connection }),
    pause: (connection, paused) => set(connection, { paused }, paused ? 'connection.paused' : 'connection.resumed',
      () => on.pause(connection, !paused)),
    sign: (connection, unsigned) => set(connection, { accepts_unsigned: unsigned },
      unsigned ? 'connection.unsignedOn' : 'connection.unsignedOff', () => on.sign(connection, !unsigned)),
    revoke: (connection, secret) => later({
      apply: () => change(list, connection.id, { secrets: connection.secrets.filter((each) => each.id !== secret.id) }),
      request: (options) => api.remove(`/api/connections/${connection.id}/secrets/${secret.id}`, options),
      done: t('connection.revoked', { hint: secret.hint }),
    }),
  }
  return on
}

/** One or two connections lie open; in longer lists those that need a person. */
const openAtFirst = (connections) => connections
  .filter((each) => connections.length <= 2 || each.id === route.query.open).map((each) => each.id)

const bones = () => h('div', { class: 'stack' }, [0, 1].map((i) => h(Bone, { key: i, height: '92px' })))

/** Connections: where senders post, how they sign, and how it goes. */
export const Webhooks = {
  setup() {
    const list = useConnections()
    const toggled = ref(null)
    const dialog = shallowReactive({
      name: '', about: {},
      show: (name, about = {}) => Object.assign(dialog, { name, about }),
      close: () => Object.assign(dialog, { name: '', about: {} }),
    })
    const on = useActions(list, dialog, toggled)
    const reload = () => {
      dialog.close()
      list.reload()
    }
    const made = ({ secret, connection }) => {
      list.reload()
      if (secret) dialog.show('secret', { secret, curl: connection?.curl })
      else dialog.close()
      if (connection) setQuery({ open: connection.id }, { replace: true })
    }
    const dialogs = {
      create: () => h(CreateDialog, { onClose: dialog.close, onMade: made }),
      rename: () => h(RenameDialog, { ...dialog.about, onClose: dialog.close, onNamed: reload }),
      rotate: () => h(RotateDialog, { ...dialog.about, onClose: dialog.close, onMade: ({ secret }) => made({ secret }) }),
      secret: () => h(SecretDialog, { ...dialog.about, onClose: reload }),
    }
    const card = (connection, open) => h(ConnectionCard, {
      key: connection.id, connection, open: open.has(connection.id),
      on: { ...on, revoke: (secret) => on.revoke(connection, secret) },
    })
    const create = () => dialog.show('create')
    const body = ({ connections }) => {
      const open = toggled.value ?? new Set(openAtFirst(connections))
      if (connections.length) return h('div', { class: 'stack' }, connections.map((each) => card(each, open)))
      return h(Empty, { icon: 'webhook', title: t('connection.none.title') }, {
        default: () => t('connection.none.hint'),
        actions: () => h(Button, { kind: 'primary', icon: 'plus', onClick: create }, () => t('hooks.create')),
      })
    }
    return () => [
      h(PageHead, { title: t('nav.webhooks') }, {
        sub: () => [h(LiveStatus), list.data && h('span', t('hooks.count', { n: list.data.connections.length }))],
        side: () => [
          h(Button, { href: '/webhooks/test', icon: 'paper-airplane' }, () => t('hooks.test')),
          h(Button, { kind: 'primary', icon: 'plus', onClick: create }, () => t('hooks.create')),
        ],
      }),
      h('div', { class: 'stack' }, [
        h(WebhookTabs),
        h(Loaded, { of: list }, { default: body, skeleton: bones }),
      ]),
      dialogs[dialog.name]?.(),
    ]
  },
}
