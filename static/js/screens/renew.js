import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { session } from '../core/session.js'
import { Dialog } from '../parts/dialog.js'
import { SignInForm } from '../parts/sign-in-form.js'

/** A session ended: sign in again over the page, which keeps what was typed. */
export const RenewDialog = () => h(Dialog, { title: t('login.again'), fixed: true }, () => [
  h('p', { class: 'muted' }, t('login.againHint')),
  h(SignInForm, { email: session.person.email }),
])
