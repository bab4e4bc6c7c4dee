import { h, onMounted, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { addSentences, t } from '../core/i18n.js'
import { lastEmail } from '../core/session.js'
import { open as sentences } from '../i18n/open.en.js'
import { Button } from '../parts/button.js'
import { Dialog } from '../parts/dialog.js'
import { formFailure, formField } from '../parts/form.js'

addSentences(sentences)

const toReset = (values) => ({ email: values.email.trim() ? undefined : t('login.emailMissing') })

/** Asks for a link by mail, where the server sends mail; the answer never tells who has one. */
const ByMail = {
  setup() {
    const sent = ref(false)
    const form = useForm({ email: lastEmail() }, async ({ email }) => {
      await api.post('/api/reset/request', { email: email.trim() }, { bare: true })
      sent.value = true
    }, toReset)
    return () => (sent.value ? h('p', { role: 'status' }, t('forgot.sent'))
      : h('form', { class: 'sign-in', novalidate: true, onSubmit: form.submit }, [
        h('p', t('forgot.byMail')),
        formFailure(form),
        formField(form, 'email', {
          label: t('login.email'), type: 'email', autocomplete: 'username',
        }),
        h(Button, { kind: 'primary', type: 'submit', wide: true, busy: form.busy },
          () => t('forgot.send')),
      ]))
  },
}

/** What to do without the password: by mail where that is set up, else by whom to ask. */
export const ForgotDialog = {
  emits: ['close'],
  setup(_, { emit }) {
    const byMail = ref(false)
    onMounted(async () => {
      const answer = await api.get('/api/sign-in', { bare: true }).catch(() => null)
      byMail.value = answer?.reset_by_mail ?? false
    })
    return () => h(Dialog, { title: t('forgot.title'), onClose: () => emit('close') }, () => [
      byMail.value && h(ByMail),
      h('p', { class: byMail.value ? 'small muted' : undefined }, t('forgot.ask')),
      h('p', { class: 'small muted' }, t('forgot.shell')),
    ])
  },
}
