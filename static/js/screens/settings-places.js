/** The parts of Settings, and who may see them. */
import { t } from '../core/i18n.js'
import { manages } from '../core/session.js'

const parts = [
  { id: 'profile', icon: 'person' },
  { id: 'team', icon: 'people' },
  { id: 'organisation', icon: 'organization' },
  { id: 'stages', icon: 'workflow' },
  { id: 'tokens', icon: 'key', managed: true },
  { id: 'audit', icon: 'log', managed: true },
]

/** Where the person may go. */
export const settingsPlaces = () => parts.filter(({ managed }) => !managed || manages())
  .map(({ id, icon }) => ({ icon, path: `/settings/${id}`, label: t(`settings.${id}`) }))
