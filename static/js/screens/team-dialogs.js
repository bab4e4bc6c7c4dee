/** The dialogs of the team: inviting, and a link that is shown once. */
import { h, useId } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { ago } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Choices, formFoot } from '../parts/choice.js'
import { Dialog } from '../parts/dialog.js'
import { Field } from '../parts/field.js'
import { formFailure, formField } from '../parts/form.js'
import { OnceShown } from '../parts/once-shown.js'
import { offeredRoles } from './team-members.js'

const spans = [1, 7, 30]

/** A select in a form. */
const days = (form) => h(Field, { label: t('team.days') }, ({ id }) => h('select', {
  id, class: 'input', value: form.values.expires_in_days,
  onChange: (event) => form.set('expires_in_days')(Number(event.target.value)),
}, spans.map((n) => h('option', { key: n, value: n }, t('team.daysOf', { n })))))

/** Asks somebody to join, by a link. */
export const Invite = {
  emits: ['close', 'done'],
  setup(_, { emit }) {
    const id = useId()
    const form = useForm({ email: '', role: 'viewer', expires_in_days: 7 }, async (values) => {
      emit('done', await api.post('/api/invitations', {
        ...values, email: values.email.trim() || undefined,
      }))
    })
    const onClose = () => emit('close')
    const role = () => h(Choices, {
      legend: t('team.role'), name: 'role', value: form.values.role, onChoose: form.set('role'),
      options: offeredRoles().map((value) => (
        { value, label: t(`role.${value}.name`), hint: t(`role.${value}.hint`) })),
    })
    return () => h(Dialog, { title: t('team.invite'), onClose }, {
      default: () => h('form', { id, class: 'form', novalidate: true, onSubmit: form.submit }, [
        formFailure(form),
        formField(form, 'email', {
          label: t('team.email'), type: 'email', hint: t('team.emailHint'), autocomplete: 'off',
        }),
        role(), days(form),
      ]),
      foot: () => formFoot(form, id, t('team.make'), onClose),
    })
  },
}

function words({ kind, name, invitation, expires_at: end, mailed }) {
  if (kind === 'reset') return [t('team.resetHint', { name, ago: ago(end) })]
  const role = t(`role.${invitation.role}.name`)
  return [
    t('team.linkHint', { role, ago: ago(invitation.expires_at) }),
    mailed && t('team.linkMailed', { email: invitation.email }),
  ].filter(Boolean)
}

/** A link that was just made. @param {{made: object, onClose: () => void}} props */
export const LinkDialog = ({ made, onClose }) => h(OnceShown, {
  title: made.kind === 'reset' ? t('team.resetTitle', { name: made.name }) : t('team.linkTitle'),
  label: t('team.link'), text: made.link, kept: t('team.done'), onClose,
}, () => words(made).map((each) => h('p', { key: each }, each)))
LinkDialog.props = ['made', 'onClose']
