import { h, nextTick, onScopeDispose, reactive, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { lastEmail, signIn } from '../core/session.js'
import { Button } from './button.js'
import { Field, TextField } from './field.js'

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

/** E-mail and password. Where the e-mail is given it is fixed (a session that ended). */
export const SignInForm = {
  props: { email: String },
  setup(props) {
    const form = reactive({
      email: props.email ?? lastEmail(), password: '', shown: false, busy: false, failure: '',
      missing: {},
    })
    const { wait, start } = useWait()
    const root = ref(null)
    const focus = (name) => nextTick(() => root.value?.querySelector(`[name=${name}]`)?.focus())

    function refuse(failure) {
      if (failure.status === 429) start(failure.retryAfter ?? 30)
      form.failure = { 401: t('login.wrong'), 429: '' }[failure.status] ?? failure.message
      focus('password')
    }

    async function submit(event) {
      event.preventDefault()
      form.missing = {
        email: !form.email && t('login.emailMissing'),
        password: !form.password && t('login.passwordMissing'),
      }
      const first = ['email', 'password'].find((name) => form.missing[name])
      if (first) return focus(first)
      form.busy = true
      form.failure = ''
      try {
        await signIn(form.email, form.password)
      } catch (failure) {
        refuse(failure)
      }
      form.busy = false
    }

    const set = (name) => (text) => {
      form[name] = text
      form.missing[name] = false
    }
    const password = () => h(Field, {
      label: t('login.password'), fault: form.missing.password || undefined,
    }, ({ id, describedBy, invalid }) =>
      h('div', { class: 'input-group' }, [
        h('input', {
          id, name: 'password', class: 'input', type: form.shown ? 'text' : 'password',
          autocomplete: 'current-password',
          value: form.password, 'aria-describedby': describedBy, 'aria-invalid': invalid,
          'data-autofocus': form.email ? '' : undefined,
          onInput: (event) => set('password')(event.target.value),
        }),
        h('span', { class: 'input-end' }, h(Button, {
          kind: 'plain', small: true, icon: form.shown ? 'eye-closed' : 'eye',
          label: t(form.shown ? 'login.hide' : 'login.show'), 'aria-pressed': String(form.shown),
          onClick: () => { form.shown = !form.shown },
        })),
      ]))

    return () => h('form', { ref: root, class: 'sign-in', novalidate: true, onSubmit: submit }, [
      h('div', { role: 'alert' }, [
        form.failure && h('p', { class: 'note', 'data-tone': 'bad' }, form.failure),
        wait.value > 0
          && h('p', { class: 'note', 'data-tone': 'warn' }, t('login.wait', { n: wait.value })),
      ]),
      h(TextField, {
        label: t('login.email'), name: 'email', type: 'email', autocomplete: 'username',
        readonly: props.email !== undefined,
        value: form.email, fault: form.missing.email || undefined, onChange: set('email'),
        'data-autofocus': form.email ? undefined : '',
      }),
      password(),
      h(Button, {
        kind: 'primary', type: 'submit', wide: true, busy: form.busy, disabled: wait.value > 0,
      }, () => t('login.submit')),
    ])
  },
}
