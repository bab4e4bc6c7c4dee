import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { loadSession } from '../core/session.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { formFailure, formField } from '../parts/form.js'

/** What the server has against the password or the code belongs beside that field. */
function sorted(failure) {
  if (failure.status === 403) {
    failure.details = [failure.problem.code_required
      ? `code: ${t('login.codeWrong')}` : `password: ${t('profile.wrongPassword')}`]
  }
  return failure
}

/**
 * The address that one signs in with. Props: profile. Emits changed, with the new profile.
 */
export const ProfileEmail = {
  props: { profile: Object },
  emits: ['changed'],
  setup(props, { emit }) {
    const hasCode = props.profile.totp.on
    const check = ({ email, password, code }) => ({
      email: email.includes('@') ? undefined : t('login.emailMissing'),
      password: password ? undefined : t('login.passwordMissing'),
      code: !hasCode || code.trim() ? undefined : t('login.codeMissing'),
    })
    const start = { email: '', password: '', ...hasCode && { code: '' } }
    const form = useForm(start, async (values) => {
      const answer = await api.post('/api/profile/email', values)
        .catch((failure) => { throw sorted(failure) })
      form.reset()
      const { new_email: waiting } = answer.profile
      if (!waiting) await loadSession()
      toast({ text: t(waiting ? 'profile.emailSent' : 'profile.emailChanged'), kind: 'good' })
      emit('changed')
    }, check)
    const field = (name, more) => formField(form, name, more)
    return () => h(Card, { title: t('profile.email') }, () => h('form', {
      class: 'form', novalidate: true, onSubmit: form.submit,
    }, [
      formFailure(form),
      h('p', h('strong', props.profile.email)),
      props.profile.new_email && h('p', { class: 'note' },
        t('profile.emailWaiting', { email: props.profile.new_email })),
      field('email', { type: 'email', label: t('profile.newEmail'), autocomplete: 'email' }),
      field('password', {
        type: 'password', label: t('login.password'), autocomplete: 'current-password',
      }),
      hasCode && field('code', {
        label: t('totp.code'), autocomplete: 'one-time-code', inputmode: 'numeric',
      }),
      h('div', h(Button, { type: 'submit', busy: form.busy }, () => t('profile.changeEmail'))),
    ]))
  },
}
