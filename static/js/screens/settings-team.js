import { h, lazily, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { later, mutate, takeOut } from '../core/mutate.js'
import { manages } from '../core/session.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { Failed } from '../parts/empty.js'
import { Table } from '../parts/table.js'
import { SettingsFrame } from './settings-frame.js'
import { TeamInvitations } from './team-invitations.js'
import { memberColumns } from './team-members.js'

const dialogs = () => import('./team-dialogs.js')
const Invite = lazily(dialogs, 'Invite')
const LinkDialog = lazily(dialogs, 'LinkDialog')

/** Changes to members: shown at once, each with its way back. */
function useMembers(list, onLink) {
  const place = (member, patch) => list.suppose((data) => ({
    ...data,
    members: data.members.map((each) => (each.id === member.id ? { ...each, ...patch } : each)),
  }))
  const setRole = (member, role) => mutate({
    apply: () => place(member, { role }),
    request: () => api.patch(`/api/members/${member.id}`, { role }),
    done: t('team.roleChanged', { name: member.name, role: t(`role.${role}.name`) }),
    undo: () => setRole({ ...member, role }, member.role),
  })
  const restore = (member) => mutate({
    request: () => api.post(`/api/members/${member.id}/restore`),
  }).then(list.reload)
  const remove = (member) => mutate({
    apply: () => takeOut(list, 'members', member),
    request: () => api.remove(`/api/members/${member.id}`),
    done: t('team.removed', { name: member.name }), undo: () => restore(member),
  })
  const reset = async (member) => {
    const made = await mutate({ request: () => api.post(`/api/members/${member.id}/reset`) })
    if (made) onLink({ kind: 'reset', name: member.name, ...made })
  }
  return { setRole, remove, reset }
}

/** Invitations that are still open; withdrawing one is sent when the time for Undo is over. */
function useInvitations() {
  const list = fetched(() => (manages() ? '/api/invitations' : null))
  const withdraw = (invitation) => later({
    apply: () => takeOut(list, 'invitations', invitation),
    request: (options) => api.remove(`/api/invitations/${invitation.id}`, options),
    done: t('team.withdrawn'),
  })
  return { list, withdraw }
}

/** Who belongs to the organisation, as what, and who is asked to join. */
export const SettingsTeam = {
  setup() {
    const members = fetched('/api/members')
    const { list: invitations, withdraw } = useInvitations()
    const inviting = ref(false)
    /** @type {import('../core/h.js').Ref<object | null>} a link that was just made */
    const link = ref(null)
    const act = useMembers(members, (made) => { link.value = made })
    const onInvited = (made) => {
      inviting.value = false
      link.value = { kind: 'invitation', ...made }
      invitations.reload()
    }
    const table = () => (members.error && !members.data
      ? h(Failed, { error: members.error, onRetry: members.reload })
      : h('div', { class: 'scroll-x' }, h(Table, {
        caption: t('team.list'), rows: members.data?.members, bones: 4,
        columns: memberColumns(act),
      })))
    const asked = () => {
      const { data, error, reload } = invitations
      if (!data) {
        return error && h(Card, { title: t('team.invitations') },
          () => h(Failed, { error, onRetry: reload }))
      }
      return data.invitations.length > 0 && h(TeamInvitations, {
        invitations: data.invitations, onWithdraw: withdraw,
      })
    }
    const side = () => manages() && h(Button, {
      kind: 'primary', icon: 'person-add', onClick: () => { inviting.value = true },
    }, () => t('team.invite'))
    return () => [
      h(SettingsFrame, null, {
        side,
        default: () => [
          h('section', { class: 'card', 'aria-label': t('team.list') }, table()),
          asked(),
        ],
      }),
      inviting.value && h(Invite, {
        onClose: () => { inviting.value = false }, onDone: onInvited,
      }),
      link.value && h(LinkDialog, { made: link.value, onClose: () => { link.value = null } }),
    ]
  },
}
