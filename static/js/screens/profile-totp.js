import { h, lazily, ref } from '../core/h.js'
import { day } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { Chip } from '../parts/chip.js'

const dialogs = () => import('./totp-dialogs.js')
const TurnOn = lazily(dialogs, 'TurnOn')
const TurnOff = lazily(dialogs, 'TurnOff')
const NewCodes = lazily(dialogs, 'NewCodes')

const few = 3

function state({ on, since, recovery_codes_left: left }) {
  if (!on) return h('p', { class: 'muted' }, t('totp.offHint'))
  return [
    h('p', t('totp.onSince', { day: day(since) })),
    h('p', { class: left < few ? 'note' : 'muted', 'data-tone': left < few ? 'warn' : undefined },
      t('totp.left', { n: left })),
  ]
}

/** The second step of sign-in. Props: totp of the profile. */
export const ProfileTOTP = {
  props: { totp: Object },
  emits: ['changed'],
  setup(props, { emit }) {
    /** @type {import('../core/h.js').Ref<'on'|'off'|'codes'|null>} the dialog that is open */
    const open = ref(null)
    const close = () => {
      open.value = null
      emit('changed')
    }
    const button = (which, word, more) => h(Button, {
      onClick: () => { open.value = which }, ...more,
    }, () => t(word))
    const buttons = () => (props.totp.on
      ? [button('codes', 'totp.newCodes'), button('off', 'totp.turnOff')]
      : [button('on', 'totp.turnOn', { kind: 'primary', icon: 'shield' })])
    const badge = () => h(Chip, { tone: props.totp.on ? 'good' : undefined, dot: true },
      () => t(props.totp.on ? 'totp.on' : 'totp.off'))
    const dialog = () => ({ on: TurnOn, off: TurnOff, codes: NewCodes })[open.value]
    return () => [
      h(Card, { title: t('totp.title') }, {
        side: badge,
        default: () => h('div', { class: 'stack' }, [
          state(props.totp), h('div', { class: 'line' }, buttons()),
        ]),
      }),
      open.value && h(dialog(), { onClose: close }),
    ]
  },
}
