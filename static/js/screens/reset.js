import { h, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { addSentences, t } from '../core/i18n.js'
import { open as sentences } from '../i18n/open.en.js'
import { Button } from '../parts/button.js'
import { formFailure, formField, userName } from '../parts/form.js'
import { LinkEnd, linkToken, OpenPage } from './open-page.js'
import { passwordFault } from './password-rule.js'

addSentences(sentences)

const end = (icon, title, hint) =>
  h(LinkEnd, { icon, title, to: '/login', toward: t('reset.signIn') }, () => hint)

/** /reset#TOKEN: a new password by link. */
export const Reset = {
  setup() {
    const token = linkToken()
    /** @type {import('../core/h.js').Ref<'open'|'done'|'over'>} */
    const state = ref(token ? 'open' : 'over')
    const check = ({ password }) => ({ password: passwordFault(password) })
    const form = useForm({ password: '' }, async ({ password }) => {
      try {
        await api.post('/api/reset', { token, password }, { bare: true })
        state.value = 'done'
      } catch (failure) {
        if (failure.status !== 404) throw failure
        state.value = 'over'
      }
    }, check)
    const body = () => [
      h('h1', t('reset.title')),
      h('form', { class: 'sign-in', novalidate: true, onSubmit: form.submit }, [
        formFailure(form),
        userName(),
        formField(form, 'password', {
          label: t('reset.password'), type: 'password', autocomplete: 'new-password',
          hint: t('password.rule'),
        }),
        h(Button, { kind: 'primary', type: 'submit', wide: true, busy: form.busy },
          () => t('reset.submit')),
      ]),
    ]
    const shown = {
      open: body,
      done: () => end('check-circle', t('reset.done'), t('reset.doneHint')),
      over: () => end('link', t('reset.over'), t('reset.overHint')),
    }
    return () => h(OpenPage, () => shown[state.value]())
  },
}
