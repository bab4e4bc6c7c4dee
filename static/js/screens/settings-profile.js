import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { day } from '../core/format.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { enter, loadSession } from '../core/session.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { formFailure, formField, userName } from '../parts/form.js'
import { BoneLines, Loaded } from '../parts/skeleton.js'
import { passwordFault } from './password-rule.js'
import { ProfileEmail } from './profile-email.js'
import { ProfileSessions } from './profile-sessions.js'
import { ProfileTOTP } from './profile-totp.js'
import { SettingsFrame } from './settings-frame.js'

const good = (text) => toast({ text, kind: 'good' })

const submit = (form, label) => h('div', h(Button, {
  kind: 'primary', type: 'submit', busy: form.busy,
}, () => label))

/** The name, and since when. */
const About = {
  props: { profile: Object },
  setup({ profile }) {
    const check = ({ name }) => ({ name: name.trim() ? undefined : t('profile.nameMissing') })
    const form = useForm({ name: profile.name }, async ({ name }) => {
      await api.patch('/api/profile', { name: name.trim() })
      await loadSession()
      good(t('form.saved'))
    }, check)
    return () => h(Card, { title: t('profile.about') }, () => h('form', {
      class: 'form', novalidate: true, onSubmit: form.submit,
    }, [
      formFailure(form),
      formField(form, 'name', { label: t('profile.name'), autocomplete: 'name', maxlength: 120 }),
      h('dl', { class: 'pairs' }, [
        h('dt', t('profile.since')), h('dd', day(profile.created_at)),
      ]),
      submit(form, t('form.save')),
    ]))
  },
}

/** A new password; every other session ends with the old one. */
const Password = {
  setup() {
    const check = (values) => ({
      current: values.current ? undefined : t('login.passwordMissing'),
      new: passwordFault(values.new),
    })
    const form = useForm({ current: '', new: '' }, async (values) => {
      try {
        enter(await api.post('/api/profile/password', values))
      } catch (failure) {
        if (failure.status !== 403) throw failure
        form.faults = { current: t('profile.wrongPassword') }
        return
      }
      form.reset()
      good(t('profile.passwordChanged'))
    }, check)
    const field = (name, autocomplete, more) => formField(form, name, {
      type: 'password', label: t(`profile.${name}`), autocomplete, ...more,
    })
    return () => h(Card, { title: t('login.password') }, () => h('form', {
      class: 'form', novalidate: true, onSubmit: form.submit,
    }, [
      formFailure(form),
      userName(),
      field('current', 'current-password'),
      field('new', 'new-password', { hint: t('password.rule') }),
      submit(form, t('profile.changePassword')),
    ]))
  },
}

const bones = () => [1, 2].map((key) =>
  h(Card, { key, title: '' }, () => h(BoneLines, { lines: 5 })))

/** One's own name, password, second step and sessions. */
export const SettingsProfile = {
  setup() {
    const found = fetched('/api/profile')
    const whole = ({ profile }) => h('div', { class: 'settings-columns' }, [
      h('div', { class: 'stack' }, [
        h(About, { profile }), h(ProfileEmail, { profile, onChanged: found.reload }), h(Password),
      ]),
      h('div', { class: 'stack' }, [
        h(ProfileTOTP, { totp: profile.totp, onChanged: found.reload }), h(ProfileSessions),
      ]),
    ])
    return () => h(SettingsFrame, () => h(Loaded, { of: found }, {
      default: whole, skeleton: () => h('div', { class: 'settings-columns' }, bones()),
    }))
  },
}
