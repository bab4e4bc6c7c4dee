import { h, icon } from '../core/h.js'
import { ago, number } from '../core/format.js'
import { has, t } from '../core/i18n.js'
import { manages } from '../core/session.js'
import { Ago } from './ago.js'
import { Button } from './button.js'
import { Chip } from './chip.js'
import { CodeBlock } from './code-block.js'
import { Address } from './first-webhook.js'
import { HealthBars } from './health-bars.js'
import { Menu } from './menu.js'

const tones = { healthy: 'good', failing: 'bad', paused: 'warn', new: 'accent' }

/** The state of a connection. @param {{state: string}} props */
export const HealthChip = ({ state }) =>
  h(Chip, { tone: tones[state], dot: true }, () => t(`connection.state.${state}`))
HealthChip.props = ['state']

/** The secret that senders should use; older ones expire. */
const newest = (secrets) => secrets.find((each) => !each.expires_at)

const fates = ['dead', 'quarantined']

/** The deliveries that a figure counts. */
const failures = ({ id }, fate) => `/webhooks/deliveries?state=${fate}&connection=${id}`

/** What is wrong and what to do about it; nothing where all is well. */
function remedy(connection, on) {
  const { health, secrets, paused, id } = connection
  const words = []
  if (health.state === 'failing' && health.last_refusal) {
    const { reason, detail, at } = health.last_refusal
    const advice = `connection.advice.${has(`connection.advice.${reason}`) ? reason : 'other'}`
    words.push(t('connection.remedy.reason', { detail, ago: ago(at) }),
      t(advice, { hint: newest(secrets)?.hint ?? '' }))
  }
  if (paused) words.push(t('connection.remedy.paused'))
  else if (health.state === 'new') words.push(t('connection.remedy.new'))
  for (const fate of fates) {
    if (health[fate]) words.push(t(`connection.remedy.${fate}`, { n: health[fate] }))
  }
  if (!words.length) return null
  const failed = fates.filter((fate) => health[fate])
  const tone = health.state === 'failing' || failed.length ? 'bad' : paused ? 'warn' : undefined
  return h('div', { class: 'note connection-remedy', 'data-tone': tone }, [
    icon(tone === 'bad' ? 'alert' : paused ? 'pause' : 'info'),
    h('p', { class: 'grow' }, words.join(' ')),
    failed.map((fate) => h('a', { key: fate, class: 'note-link', href: failures(connection, fate) },
      t(`connection.show.${fate}`))),
    paused && manages() && h('button', {
      type: 'button', class: 'note-link', onClick: () => on.pause(connection, false),
    }, t('connection.resume')),
    health.state === 'new' && manages() && h('a', {
      class: 'note-link', href: `/webhooks/test?connection=${id}`,
    }, t('connection.testIt')),
  ])
}

const figure = (label, value, tone, href) =>
  h('div', { class: 'figure-small', 'data-tone': tone }, [
    h('dt', label), h('dd', href ? h('a', { href }, value) : value),
  ])

function summary(connection) {
  const { health } = connection
  return h('div', { class: 'connection-health' }, [
    h(HealthBars, { hours: health.hours }),
    h('dl', { class: 'figures-small' }, [
      figure(t('connection.accepted'), number(health.accepted_24h)),
      figure(
        t('connection.refused'), number(health.refused_24h), health.refused_24h ? 'bad' : undefined,
      ),
      fates.map((fate) => figure(t(`connection.${fate}`), number(health[fate]),
        health[fate] ? 'bad' : undefined, failures(connection, fate))),
    ]),
  ])
}

function secretRow(secret, current, onRevoke) {
  return h('li', { class: 'secret', key: secret.id }, [
    icon('key'), h('code', secret.hint),
    h('span', { class: 'grow small muted' }, secret.expires_at
      ? [t('connection.old'), ', ', t('connection.expires', { ago: ago(secret.expires_at) })]
      : t('connection.made', { ago: ago(secret.created_at) })),
    current ? h(Chip, { tone: 'good' }, () => t('connection.live'))
      : manages() && h(Button, {
        small: true, kind: 'plain', onClick: onRevoke,
      }, () => t('connection.revoke')),
  ])
}

const details = (connection, on) => h('div', {
  class: 'connection-details', id: `connection-${connection.id}`,
}, [
  h('div', { class: 'stack-s' }, [
    h('h3', t('connection.address')),
    h(Address, { url: connection.url, label: t('connection.address') }),
  ]),
  h(CodeBlock, { label: t('connection.curl'), text: connection.curl }),
  h('div', { class: 'stack-s' }, [
    h('div', { class: 'line line-apart' }, [
      h('h3', t('connection.secrets')),
      manages() && h(Button, {
        small: true, icon: 'sync', onClick: () => on.rotate(connection),
      }, () => t('connection.rotate')),
    ]),
    connection.secrets.length
      ? h('ul', { class: 'secrets' }, connection.secrets.map((secret) => secretRow(
        secret, secret === newest(connection.secrets), () => on.revoke(connection, secret))))
      : h('p', { class: 'small muted' }, t('connection.noSecrets')),
  ]),
  connection.accepts_unsigned && h('div', { class: 'note', 'data-tone': 'warn' }, [
    icon('shield-slash'),
    h('p', { class: 'grow' }, [
      h('strong', t('connection.unsignedOn')), '. ', t('connection.unsignedWarning'),
    ]),
    manages() && h('button', {
      type: 'button', class: 'note-link', onClick: () => on.sign(connection, false),
    }, t('connection.requireSigned')),
  ]),
])

const deliveries = ({ id }) => ({
  label: t('connection.deliveries'), icon: 'inbox', href: `/webhooks/deliveries?connection=${id}`,
})

const items = (connection, on) => [
  {
    label: t('connection.testIt'), icon: 'paper-airplane',
    href: `/webhooks/test?connection=${connection.id}`,
  },
  deliveries(connection),
  { label: t('connection.rename'), icon: 'pencil', line: true, run: () => on.rename(connection) },
  { label: t('connection.rotate'), icon: 'sync', run: () => on.rotate(connection) },
  !connection.accepts_unsigned && {
    label: t('connection.unsigned'), icon: 'shield-slash', run: () => on.sign(connection, true),
  },
  {
    label: t(connection.paused ? 'connection.resume' : 'connection.pause'),
    icon: connection.paused ? 'play' : 'pause',
    run: () => on.pause(connection, !connection.paused),
  },
]

/**
 * One connection: state and health on one line, the rest behind it.
 * @param {{connection: object, open: boolean, on: Record<string, (...args: any[]) => unknown>}}
 *   props
 */
export function ConnectionCard({ connection, open, on }) {
  const { id, name, health } = connection
  const chosen = manages() ? items(connection, on) : [deliveries(connection)]
  return h('article', { class: 'card connection', 'aria-labelledby': `connection-name-${id}` }, [
    h('div', { class: 'connection-head' }, [
      h('div', { class: 'connection-title' }, [
        h('h2', { id: `connection-name-${id}` }, h('button', {
          type: 'button', class: 'connection-toggle', 'aria-expanded': String(open),
          'aria-controls': open ? `connection-${id}` : undefined,
          onClick: () => on.toggle(connection),
        }, [name, icon('chevron-down')])),
        h(HealthChip, { state: health.state }),
        connection.is_default && h(Chip, () => t('connection.standard')),
        connection.accepts_unsigned
          && h(Chip, { tone: 'warn', icon: 'shield-slash' }, () => t('connection.unsignedOn')),
        h('p', { class: 'connection-sub' }, [
          connection.scheme_name, ' · ',
          health.last_delivery_at
            ? [t('connection.last'), ' ', h(Ago, { at: health.last_delivery_at })]
            : t('connection.lastNone'),
        ]),
      ]),
      summary(connection),
      h(Menu, { label: t('connection.actions', { name }), items: chosen }, {
        trigger: (props) => h(Button, {
          ...props, class: 'over', kind: 'plain', icon: 'kebab-horizontal',
          label: t('connection.actions', { name }),
        }),
      }),
    ]),
    remedy(connection, on),
    open && details(connection, on),
  ])
}
ConnectionCard.props = ['connection', 'open', 'on']
