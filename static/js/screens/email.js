import { h, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { addSentences, t } from '../core/i18n.js'
import { open as sentences } from '../i18n/open.en.js'
import { Button } from '../parts/button.js'
import { formFailure } from '../parts/form.js'
import { LinkEnd, linkToken, OpenPage } from './open-page.js'

addSentences(sentences)

const end = (icon, title, hint) =>
  h(LinkEnd, { icon, title, to: '/', toward: t('email.go') }, () => hint)

/** /email#TOKEN: a new address is confirmed, by a click: programs follow links by themselves. */
export const ConfirmEmail = {
  setup() {
    const token = linkToken()
    /** @type {import('../core/h.js').Ref<'open'|'done'|'over'>} */
    const state = ref(token ? 'open' : 'over')
    const address = ref('')
    const form = useForm({}, async () => {
      try {
        const answer = await api.post('/api/email/confirm', { token }, { bare: true })
        address.value = answer.email
        state.value = 'done'
      } catch (failure) {
        if (failure.status !== 404) throw failure
        state.value = 'over'
      }
    })
    const shown = {
      open: () => [
        h('h1', t('email.title')),
        h('form', { class: 'sign-in', novalidate: true, onSubmit: form.submit }, [
          formFailure(form),
          h('p', { class: 'muted' }, t('email.hint')),
          h(Button, { kind: 'primary', type: 'submit', wide: true, busy: form.busy },
            () => t('email.submit')),
        ]),
      ],
      done: () =>
        end('check-circle', t('email.done'), t('email.doneHint', { email: address.value })),
      over: () => end('link', t('email.over'), t('email.overHint')),
    }
    return () => h(OpenPage, () => shown[state.value]())
  },
}
