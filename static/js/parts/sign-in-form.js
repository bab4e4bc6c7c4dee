import { h, nextTick, onScopeDispose, reactive, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { lastEmail, signIn } from '../core/session.js'
import { Button } from './button.js'
import { TextField } from './field.js'
import { PasswordField } from './password-field.js'

const usualWait = 30

/** Counts down the seconds that the server asks to wait. */
function useWait() {
  const wait = ref(0)
  let timer = 0
  const start = (seconds) => {
    clearInterval(timer)
    wait.value = seconds
    timer = setInterval(() => { if ((wait.value -= 1) <= 0) clearInterval(timer) }, 1000)
  }
  onScopeDispose(() => clearInterval(timer))
  return { wait, start }
}

/** What a person types, and what came of it. What was typed stays, whatever comes. */
function useSignIn(email, focus) {
  const { wait, start } = useWait()
  const form = reactive({
    email, password: '', code: null, busy: false, failure: '', missing: {}, wait,
  })

  function refuse(failure) {
    if (failure.status === 429) start(failure.retryAfter ?? usualWait)
    if (failure.problem.code_required) return askForCode(failure.problem.code_wrong)
    form.failure = { 401: t('login.wrong'), 429: '' }[failure.status] ?? failure.message
    focus('password')
  }
  /** The password is right; the code of the second step is still missing. */
  function askForCode(wrong) {
    form.failure = wrong ? t('login.codeWrong') : ''
    form.code ??= ''
    focus('code')
  }
  form.submit = async (event) => {
    event.preventDefault()
    form.missing = {
      email: form.email ? undefined : t('login.emailMissing'),
      password: form.password ? undefined : t('login.passwordMissing'),
      code: form.code === '' ? t('login.codeMissing') : undefined,
    }
    const first = ['email', 'password', 'code'].find((name) => form.missing[name])
    if (first) return focus(first)
    Object.assign(form, { busy: true, failure: '' })
    const { email: address, password, code } = form
    await signIn({ email: address, password, code: code ?? undefined }).catch(refuse)
    form.busy = false
  }
  form.set = (name) => (text) => {
    form[name] = text
    form.missing[name] = undefined
  }
  return form
}

const refusal = ({ failure, wait }) => h('div', { role: 'alert' }, [
  failure && h('p', { class: 'note', 'data-tone': 'bad' }, failure),
  wait > 0 && h('p', { class: 'note', 'data-tone': 'warn' }, t('login.wait', { n: wait })),
])

/** E-mail and password. Where the e-mail is given it is fixed (a session that ended). */
export const SignInForm = {
  props: { email: String },
  setup(props) {
    const root = ref(null)
    const focus = (name) => nextTick(() => root.value?.querySelector(`[name=${name}]`)?.focus())
    const form = useSignIn(props.email ?? lastEmail(), focus)
    // The first field without its text gets the focus, once.
    const first = form.email ? 'password' : 'email'
    const mark = (name) => (name === first ? { 'data-autofocus': '' } : {})
    return () => h('form', {
      ref: root, class: 'sign-in', novalidate: true, onSubmit: form.submit,
    }, [
      refusal(form),
      h(TextField, {
        ...mark('email'), label: t('login.email'), name: 'email', type: 'email',
        autocomplete: 'username', readonly: props.email !== undefined,
        value: form.email, fault: form.missing.email, onChange: form.set('email'),
      }),
      h(PasswordField, {
        ...mark('password'), value: form.password, fault: form.missing.password,
        onChange: form.set('password'),
      }),
      form.code !== null && h(TextField, {
        label: t('login.code'), hint: t('login.codeHint'), name: 'code', inputmode: 'numeric',
        autocomplete: 'one-time-code', value: form.code, fault: form.missing.code,
        onChange: form.set('code'),
      }),
      h(Button, {
        kind: 'primary', type: 'submit', wide: true, busy: form.busy, disabled: form.wait > 0,
      }, () => t('login.submit')),
    ])
  },
}
