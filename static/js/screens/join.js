import { h, onMounted, ref, shallowReactive } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { addSentences, t } from '../core/i18n.js'
import { enter, loadSession, session } from '../core/session.js'
import { open as sentences } from '../i18n/open.en.js'
import { settings } from '../i18n/settings.en.js'
import { Button } from '../parts/button.js'
import { Empty, Failed } from '../parts/empty.js'
import { formFailure, formField } from '../parts/form.js'
import { SignInForm } from '../parts/sign-in-form.js'
import { BoneLines } from '../parts/skeleton.js'
import { linkToken, OpenPage } from './open-page.js'
import { passwordFault } from './password-rule.js'

addSentences(sentences)
addSentences(settings)

/** Used up or withdrawn; or not what an invitation's link ends with, as when a part was lost. */
const over = new Set([404, 422])

/** Who is new: name, address and a password. */
const NewPerson = {
  props: { token: String, email: String, onKnown: Function },
  setup({ token, email, onKnown }) {
    const check = (values) => ({
      name: values.name.trim() ? undefined : t('profile.nameMissing'),
      email: values.email.trim() ? undefined : t('login.emailMissing'),
      password: passwordFault(values.password),
    })
    const form = useForm({ name: '', email: email ?? '', password: '' }, async (values) => {
      try {
        const answer = await api.post('/api/invitations/accept', { token, ...values },
          { bare: true })
        window.history.replaceState(null, '', '/')
        enter(answer)
        window.location.assign('/')
      } catch (failure) {
        if (!failure.problem?.sign_in_required) throw failure
        onKnown(values.email)
      }
    }, check)
    return () => h('form', { class: 'sign-in', novalidate: true, onSubmit: form.submit }, [
      formFailure(form),
      formField(form, 'name', { label: t('profile.name'), autocomplete: 'name', maxlength: 120 }),
      formField(form, 'email', {
        label: t('login.email'), type: 'email', autocomplete: 'username',
        readonly: Boolean(email),
      }),
      formField(form, 'password', {
        type: 'password', autocomplete: 'new-password', hint: t('password.rule'),
      }),
      h(Button, { kind: 'primary', type: 'submit', wide: true, busy: form.busy },
        () => t('join.submit')),
      h('button', {
        type: 'button', class: 'text-button', onClick: () => onKnown(form.values.email),
      }, t('join.known')),
    ])
  },
}

/** Who is signed in joins as themselves. */
const Member = {
  props: { token: String },
  setup({ token }) {
    const form = useForm({}, async () => {
      await api.post('/api/invitations/accept', { token })
      window.location.assign('/')
    })
    return () => h('form', { class: 'sign-in', onSubmit: form.submit }, [
      formFailure(form),
      h('p', t('join.as', session.person)),
      h(Button, { kind: 'primary', type: 'submit', wide: true, busy: form.busy },
        () => t('join.submit')),
    ])
  },
}

/** /join#TOKEN: an invitation, for people with an account and without. */
export const Join = {
  setup() {
    const token = linkToken()
    const state = shallowReactive({ invitation: null, error: null })
    /** The address of an account that is there already; undefined while the person is new. */
    const known = ref(undefined)
    const load = () => api.post('/api/invitations/open', { token }, { bare: true })
      .then(({ invitation }) => { Object.assign(state, { invitation, error: null }) })
      .catch((error) => { state.error = error })
    onMounted(async () => {
      if (session.state === 'unknown') await loadSession()
      if (token) load()
    })
    const how = ({ email }) => {
      if (session.state === 'in') return h(Member, { token })
      if (known.value === undefined) {
        return h(NewPerson, { token, email, onKnown: (address) => { known.value = address } })
      }
      return [
        h('p', { class: 'muted' }, t('join.signIn')),
        h(SignInForm, { email: known.value || undefined }),
      ]
    }
    const body = () => {
      if (!token || over.has(state.error?.status)) {
        return h(Empty, { icon: 'link', level: 1, title: t('join.over') }, () => t('join.overHint'))
      }
      if (state.error) return h(Failed, { error: state.error, onRetry: load, level: 1 })
      if (!state.invitation) return h('div', { 'aria-busy': 'true' }, h(BoneLines, { lines: 6 }))
      const { organisation, role, invited_by: by } = state.invitation
      return [
        h('h1', t('join.title', { organisation: organisation.name })),
        h('p', { class: 'muted' }, t('join.hint', { by, role: t(`role.${role}.name`) })),
        how(state.invitation),
      ]
    }
    return () => h(OpenPage, body)
  },
}
