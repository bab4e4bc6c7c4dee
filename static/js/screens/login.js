import { h, lazily, onMounted, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { SignInForm } from '../parts/sign-in-form.js'
import { mark } from '../parts/sidebar.js'

const ForgotDialog = lazily(() => import('./forgot.js'), 'ForgotDialog')

/** The sign-in screen. */
export const Login = {
  setup() {
    const root = ref(null)
    const forgot = ref(false)
    onMounted(() => root.value.querySelector('[data-autofocus]')?.focus())
    return () => h('main', {
      ref: root, class: 'login', id: 'main', tabindex: -1,
    }, h('div', { class: 'login-box' }, [
      h('div', { class: 'login-brand' }, [mark(), h('span', t('product'))]),
      h('div', { class: 'card login-card' }, [
        h('h1', t('login.title')),
        h(SignInForm),
      ]),
      h('button', {
        type: 'button', class: 'text-button login-foot',
        onClick: () => { forgot.value = true },
      }, t('login.forgot')),
      forgot.value && h(ForgotDialog, { onClose: () => { forgot.value = false } }),
    ]))
  },
}
