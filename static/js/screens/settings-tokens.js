import { h, lazily, ref, unseen } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { day, fullTime } from '../core/format.js'
import { t } from '../core/i18n.js'
import { later, takeOut } from '../core/mutate.js'
import { manages } from '../core/session.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Chip } from '../parts/chip.js'
import { Empty, Failed } from '../parts/empty.js'
import { Table } from '../parts/table.js'
import { SettingsFrame } from './settings-frame.js'

const CreateToken = lazily(() => import('./token-dialog.js'), 'CreateToken')

const faint = (words) => h('span', { class: 'faint' }, words)
const date = (at) => h('time', { datetime: at, title: fullTime(at), class: 'nowrap' }, day(at))

const name = (token) => h('span', { class: 'person-words' }, [
  h('span', { class: 'strong clip' }, token.name),
  h('code', { class: 'faint' }, token.hint),
])
const scopes = (token) => h('span', { class: 'line' }, token.scopes.map((scope) =>
  h(Chip, { key: scope }, () => t(`tokens.scope.${scope}`))))
const made = (token) => [
  date(token.created_at),
  token.created_by
    && h('div', { class: 'small faint' }, t('tokens.by', { name: token.created_by.name })),
]

const columns = (revoke) => {
  const column = (key, place, cell, more) =>
    ({ key, label: t(`tokens.column.${key}`), place, cell, ...more })
  return [
    column('name', 'a', name),
    column('scopes', 'b', scopes),
    column('created', 'none', made),
    column('used', 'none', (row) => (
      row.last_used_at ? h(Ago, { at: row.last_used_at }) : faint(t('tokens.never')))),
    column('expires', 'd', (row) => (
      row.expires_at ? date(row.expires_at) : faint(t('tokens.never')))),
    column('act', 'c', (row) => h(Button, {
      small: true, 'aria-label': t('tokens.revokeOf', { name: row.name }),
      onClick: () => revoke(row),
    }, () => t('tokens.revoke')), {
      align: 'end', width: '60px', head: () => unseen(t('tokens.column.act')),
    }),
  ]
}

/** Keys for programs. */
export const SettingsTokens = {
  setup() {
    const list = fetched(() => (manages() ? '/api/tokens' : null))
    const creating = ref(false)
    const create = (on) => { creating.value = on }
    const revoke = (token) => later({
      apply: () => takeOut(list, 'tokens', token),
      request: (options) => api.remove(`/api/tokens/${token.id}`, options),
      done: t('tokens.revoked', { name: token.name }),
    })
    const button = () => h(Button, {
      kind: 'primary', icon: 'plus', onClick: () => create(true),
    }, () => t('tokens.create'))
    const none = () => h(Empty, { icon: 'key', title: t('tokens.none') },
      { default: () => t('tokens.noneHint'), actions: button })
    const body = () => {
      if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
      if (list.data?.tokens.length === 0) return none()
      return h('div', { class: 'scroll-x' }, h(Table, {
        caption: t('tokens.list'), rows: list.data?.tokens, bones: 3, columns: columns(revoke),
      }))
    }
    return () => [
      h(SettingsFrame, null, {
        side: () => list.data?.tokens.length > 0 && button(),
        default: () => [
          h('p', { class: 'muted' }, t('tokens.hint')),
          h('section', { class: 'card', 'aria-label': t('tokens.list') }, body()),
        ],
      }),
      creating.value && h(CreateToken, {
        scopes: list.data?.scopes ?? ['read', 'write'], onClose: () => create(false),
        onMade: list.reload,
      }),
    ]
  },
}
