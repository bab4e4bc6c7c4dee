import { h, icon } from '../core/h.js'
import { ago } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { Chip } from '../parts/chip.js'

const nameOf = ({ email }) => email ?? t('team.byLink')

const item = (invitation, onWithdraw) => h('li', { key: invitation.id, class: 'item' }, [
  icon(invitation.email ? 'mail' : 'link'),
  h('div', { class: 'grow' }, [
    h('div', { class: 'line' }, [
      h('span', { class: 'strong clip' }, nameOf(invitation)),
      h(Chip, null, () => t(`role.${invitation.role}.name`)),
    ]),
    h('div', { class: 'small muted' }, [
      t('team.invitedBy', { name: invitation.invited_by.name }), ' · ',
      t('team.ends', { ago: ago(invitation.expires_at) }),
    ]),
  ]),
  h(Button, {
    small: true, 'aria-label': t('team.withdrawOf', { name: nameOf(invitation) }),
    onClick: () => onWithdraw(invitation),
  }, () => t('team.withdraw')),
])

/**
 * Who is asked to join.
 * @param {{invitations: object[], onWithdraw: (invitation: object) => void}} props
 */
export const TeamInvitations = ({ invitations, onWithdraw }) =>
  h(Card, { title: t('team.invitations'), bare: true }, () =>
    h('ul', { class: 'items' }, invitations.map((each) => item(each, onWithdraw))))
TeamInvitations.props = ['invitations', 'onWithdraw']
