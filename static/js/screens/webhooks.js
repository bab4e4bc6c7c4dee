import { h, lazily, onScopeDispose, ref, shallowReactive } from '../core/h.js'
import { api } from '../core/api.js'
import { fetchedConnections } from '../core/fetched.js'
import { addSentences, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { later, mutate } from '../core/mutate.js'
import { route, setQuery } from '../core/router.js'
import { manages } from '../core/session.js'
import { live } from '../i18n/live.en.js'
import { webhooks as sentences } from '../i18n/webhooks.en.js'
import { Button } from '../parts/button.js'
import { ConnectionCard } from '../parts/connection-card.js'
import { LiveStatus } from '../parts/live-status.js'
import { NoConnection } from '../parts/no-connection.js'
import { PageHead } from '../parts/page-head.js'
import { Bone, Loaded } from '../parts/skeleton.js'
import { WebhookTabs } from '../parts/webhook-tabs.js'

addSentences(sentences)
addSentences(live)

const dialogs = () => import('./connection-dialogs.js')
const CreateDialog = lazily(dialogs, 'CreateDialog')
const RenameDialog = lazily(dialogs, 'RenameDialog')
const RotateDialog = lazily(dialogs, 'RotateDialog')
const SecretDialog = lazily(dialogs, 'SecretDialog')

const refreshEvery = 4000

/** The connections, kept fresh: what comes in is news, but what is refused is none. */
function useConnections() {
  const list = fetchedConnections()
  const timer = setInterval(() => { if (!document.hidden) list.reload() }, refreshEvery)
  onLive('gap', list.reload)
  onScopeDispose(() => clearInterval(timer))
  return list
}

/** Changes one connection in the loaded list. */
function change(list, id, patch) {
  const changed = (each) => (each.id === id ? { ...each, ...patch(each) } : each)
  return list.suppose((data) => ({ ...data, connections: data.connections.map(changed) }))
}

/** One or two connections lie open; in longer lists the one that the address names. */
const openAtFirst = (connections) => connections
  .filter(({ id }) => connections.length <= 2 || id === route.query.open).map(({ id }) => id)

/** Which cards are open: by a rule, until a person has opened or closed one. */
function useOpen(list) {
  const chosen = ref(null)
  const open = () => chosen.value ?? new Set(openAtFirst(list.data.connections))
  const toggle = ({ id }) => {
    const next = new Set(open())
    if (!next.delete(id)) next.add(id)
    chosen.value = next
  }
  return { open, toggle }
}

/** What a person can do to a connection. */
function useActions(list, dialog) {
  const set = (connection, patch, sentence, undo) => mutate({
    apply: () => change(list, connection.id, () => patch),
    request: () => api.patch(`/api/connections/${connection.id}`, patch).then(list.reload),
    done: t(sentence, connection),
    undo,
  })
  const pause = (connection, paused) => set(connection, { paused },
    paused ? 'connection.paused' : 'connection.resumed', () => pause(connection, !paused))
  const sign = (connection, unsigned) => set(connection, { accepts_unsigned: unsigned },
    unsigned ? 'connection.unsignedOn' : 'connection.unsignedOff',
    () => sign(connection, !unsigned))
  const revoke = (connection, secret) => later({
    apply: () => change(list, connection.id, ({ secrets }) => ({
      secrets: secrets.filter((each) => each.id !== secret.id),
    })),
    request: (options) =>
      api.remove(`/api/connections/${connection.id}/secrets/${secret.id}`, options),
    done: t('connection.revoked', { hint: secret.hint }),
  })
  return {
    pause, sign, revoke,
    rename: (connection) => dialog.show('rename', { connection }),
    rotate: (connection) => dialog.show('rotate', { connection }),
  }
}

/** The dialog that lies over the screen, if one does. */
function useDialog(list) {
  const dialog = shallowReactive({ name: '', about: {}, show, close, draw })
  function show(name, about = {}) {
    Object.assign(dialog, { name, about })
  }
  function close() {
    show('')
  }
  const reload = () => {
    close()
    list.reload()
  }
  const made = ({ secret, connection }) => {
    list.reload()
    if (connection) setQuery({ open: connection.id }, { replace: true })
    if (secret) show('secret', { secret, curl: connection?.curl })
    else close()
  }
  const drawn = {
    create: () => h(CreateDialog, { onClose: close, onMade: made }),
    rename: () => h(RenameDialog, { ...dialog.about, onClose: close, onNamed: reload }),
    rotate: () => h(RotateDialog, {
      ...dialog.about, onClose: close, onMade: ({ secret }) => made({ secret }),
    }),
    secret: () => h(SecretDialog, { ...dialog.about, onClose: reload }),
  }
  function draw() {
    return drawn[dialog.name]?.()
  }
  return dialog
}

const bones = () =>
  h('div', { class: 'stack' }, [0, 1].map((key) => h(Bone, { key, height: '92px' })))

/** Connections: where senders post, how they sign, and how it goes. */
export const Webhooks = {
  setup() {
    const list = useConnections()
    const dialog = useDialog(list)
    const actions = useActions(list, dialog)
    const { open, toggle } = useOpen(list)
    const create = () => dialog.show('create')

    const card = (connection) => h(ConnectionCard, {
      key: connection.id, connection, open: open().has(connection.id), on: { ...actions, toggle },
    })
    const cards = ({ connections }) => (connections.length
      ? h('div', { class: 'stack' }, connections.map(card))
      : h('div', { class: 'card' }, h(NoConnection, { onCreate: create })))
    return () => [
      h(PageHead, { title: t('nav.webhooks') }, {
        sub: () => [
          h(LiveStatus),
          list.data && h('span', t('hooks.count', { n: list.data.connections.length })),
        ],
        side: () => manages() && list.data?.connections.length !== 0 && [
          h(Button, { href: '/webhooks/test', icon: 'paper-airplane' }, () => t('hooks.test')),
          h(Button, { kind: 'primary', icon: 'plus', onClick: create }, () => t('hooks.create')),
        ],
      }),
      h('div', { class: 'stack' }, [
        h(WebhookTabs), h(Loaded, { of: list }, { default: cards, skeleton: bones }),
      ]),
      dialog.draw(),
    ]
  },
}
