/** The dialogs of the second step: turning it on and off, and new recovery codes. */
import { h, lazily, shallowRef, useId } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { toast } from '../core/toast.js'
import { formFoot } from '../parts/choice.js'
import { Copy } from '../parts/copy.js'
import { Dialog } from '../parts/dialog.js'
import { formFailure, formField, userName } from '../parts/form.js'

const QR = lazily(() => import('../parts/qr.js'), 'QR')

const groups = (secret) => secret.replace(/(.{4})(?=.)/g, '$1 ')
const required = (name, words) => (values) => ({ [name]: values[name] ? undefined : t(words) })

/** A dialog of one form; its step may change the words. */
const formDialog = (form, id, { title, submit, onClose }, inside) => h(Dialog, {
  key: submit, title, onClose,
}, {
  default: () => h('form', { id, class: 'form', novalidate: true, onSubmit: form.submit }, [
    formFailure(form), inside,
  ]),
  foot: () => formFoot(form, id, submit, onClose),
})

/** A wrong password is a fault of its field; everything else is told above the form. */
async function withPassword(form, request) {
  try {
    return await request()
  } catch (failure) {
    if (failure.status !== 403) throw failure
    form.faults = { password: t('profile.wrongPassword') }
    return null
  }
}

const passwordForm = (send) => {
  const form = useForm({ password: '' }, ({ password }) => send(form, password),
    required('password', 'login.passwordMissing'))
  return form
}

const passwordField = (form) => [userName(), formField(form, 'password', {
  type: 'password', autocomplete: 'current-password', 'data-autofocus': '',
})]

/** Codes that are shown once. */
const recoveryCodes = (codes, onClose) => h(Dialog, {
  key: 'codes', title: t('totp.codes'), fixed: true,
}, {
  default: () => [
    h('p', t('totp.codesHint')),
    h('ul', { class: 'codes' }, codes.map((code) => h('li', { key: code }, h('code', code)))),
    h('div', h(Copy, { text: codes.join('\n'), small: false })),
  ],
  foot: () => h('button', {
    type: 'button', class: 'button button-primary', onClick: onClose, 'data-autofocus': '',
  }, t('totp.codesKept')),
})

/** For a camera, for whoever types, and for an app on this very device. */
const key = ({ secret, uri }) => [
  h('p', t('totp.scan')),
  h('div', { class: 'qr-room' }, h(QR, { text: uri, label: t('totp.picture') })),
  h('p', { class: 'muted' }, t('totp.type')),
  h('div', { class: 'address' }, [
    h('code', {
      class: 'address-text', tabindex: 0, role: 'group', 'aria-label': t('totp.key'),
    }, groups(secret)),
    h(Copy, { text: secret, plain: true }),
  ]),
  h('p', h('a', { href: uri }, t('totp.openApp'))),
]

/** Password, then the key for the app, then a code of it, then recovery codes. */
export const TurnOn = {
  emits: ['close'],
  setup(_, { emit }) {
    const id = useId()
    const issued = shallowRef(null)
    const codes = shallowRef(null)
    const onClose = () => emit('close')
    const ask = passwordForm(async (form, password) => {
      issued.value = await withPassword(form, () => api.post('/api/profile/totp', { password }))
    })
    const confirm = useForm({ code: '' }, async ({ code }) => {
      const answer = await api.post('/api/profile/totp/confirm', { code: code.trim() })
      codes.value = answer.recovery_codes
    }, required('code', 'login.codeMissing'))
    const title = t('totp.turnOnTitle')
    return () => {
      if (codes.value) return recoveryCodes(codes.value, onClose)
      if (!issued.value) {
        return formDialog(ask, id, { title, submit: t('totp.continue'), onClose }, [
          h('p', { class: 'muted' }, t('totp.passwordHint')), passwordField(ask),
        ])
      }
      return formDialog(confirm, id, { title, submit: t('totp.turnOn'), onClose }, [
        key(issued.value),
        formField(confirm, 'code', {
          label: t('totp.code'), inputmode: 'numeric', autocomplete: 'one-time-code',
          maxlength: 10, 'data-autofocus': '',
        }),
      ])
    }
  },
}

/** A dialog that asks for the password and then does one thing. */
const confirmed = (title, hint, submit, send) => ({
  emits: ['close'],
  setup(_, { emit }) {
    const id = useId()
    const codes = shallowRef(null)
    const onClose = () => emit('close')
    const form = passwordForm(async (self, password) => {
      const answer = await withPassword(self, () => send(password))
      if (answer?.recovery_codes) codes.value = answer.recovery_codes
      else if (answer) onClose()
    })
    return () => (codes.value ? recoveryCodes(codes.value, onClose)
      : formDialog(form, id, { title: t(title), submit: t(submit), onClose }, [
        h('p', { class: 'muted' }, t(hint)), passwordField(form),
      ]))
  },
})

export const NewCodes = confirmed('totp.newCodes', 'totp.newCodesHint', 'totp.newCodes',
  (password) => api.post('/api/profile/totp/recovery-codes', { password }))

export const TurnOff = confirmed('totp.turnOffTitle', 'totp.turnOffHint', 'totp.turnOff',
  async (password) => {
    const answer = await api.post('/api/profile/totp/off', { password })
    toast({ text: t('totp.turnedOff') })
    return answer
  })
