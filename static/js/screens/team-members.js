import { h, unseen } from '../core/h.js'
import { day, fullTime } from '../core/format.js'
import { t } from '../core/i18n.js'
import { manages, owns } from '../core/session.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Chip } from '../parts/chip.js'
import { Select } from '../parts/field.js'
import { Menu } from '../parts/menu.js'
import { Person } from '../parts/person.js'

export const roles = ['owner', 'admin', 'analyst', 'viewer']
/** Only an owner makes, changes or removes an owner. */
export const offeredRoles = () => (owns() ? roles : roles.slice(1))

const may = ({ role }) => manages() && (owns() || role !== 'owner')
const name = (role) => t(`role.${role}.name`)

const roleOf = (member, setRole) => (may(member) && !member.you ? h('span', { class: 'over' },
  h(Select, {
    label: t('team.roleOf', { name: member.name }), value: member.role,
    options: offeredRoles().map((value) => ({ value, label: name(value) })),
    onChoose: (role) => setRole(member, role),
  })) : name(member.role))

function menu(member, { remove, reset }) {
  const items = [
    owns() && !member.you && { label: t('team.reset'), icon: 'key', run: () => reset(member) },
    {
      label: t(member.you ? 'team.leave' : 'team.remove'), icon: 'sign-out', tone: 'bad',
      line: owns() && !member.you, run: () => remove(member),
    },
  ].filter(Boolean)
  const label = t('team.actions', { name: member.name })
  return h(Menu, { label, items }, {
    trigger: (props) => h(Button, {
      ...props, kind: 'plain', small: true, icon: 'kebab-horizontal', label,
    }),
  })
}

const seen = ({ last_seen_at: at }) => (at ? h(Ago, { at }) : h('span', t('team.never')))
const joined = ({ joined_at: at }) => h('time', { datetime: at, title: fullTime(at) }, day(at))

/** @param {{setRole: Function, remove: Function, reset: Function}} act */
export const memberColumns = (act) => [
  {
    key: 'member', label: t('team.member'), place: 'a',
    cell: (row) => h('span', { class: 'line' }, [
      h(Person, { customer: row }),
      row.you && h(Chip, null, () => t('team.you')),
      row.totp && h(Chip, { tone: 'good', icon: 'shield' }, () => t('team.twoSteps')),
    ]),
  },
  { key: 'role', label: t('team.role'), place: 'b', cell: (row) => roleOf(row, act.setRole) },
  { key: 'joined', label: t('team.joined'), cell: joined },
  ...manages() ? [
    { key: 'seen', label: t('team.seen'), place: 'd', cell: seen },
    {
      key: 'act', label: '', head: () => unseen(t('team.column')), place: 'c', align: 'end',
      width: '24px',
      cell: (row) => may(row) && menu(row, act),
    },
  ] : [],
]
