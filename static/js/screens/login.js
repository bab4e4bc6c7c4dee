import { h, onMounted, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { SignInForm } from '../parts/sign-in-form.js'
import { mark } from '../parts/sidebar.js'

/** The sign-in screen. */
export const Login = {
  setup() {
    const root = ref(null)
    onMounted(() => root.value.querySelector('[data-autofocus]')?.focus())
    return () => h('main', {
      ref: root, class: 'login', id: 'main', tabindex: -1,
    }, h('div', { class: 'login-box' }, [
      h('div', { class: 'login-brand' }, [mark(), h('span', t('product'))]),
      h('div', { class: 'card login-card' }, [
        h('h1', t('login.title')),
        h(SignInForm),
      ]),
      h('p', { class: 'login-foot' }, t('login.help')),
    ]))
  },
}
