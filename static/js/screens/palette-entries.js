/** What the palette offers beside customers. */
import { addSentences, t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { manages, session, signOut, switchTo } from '../core/session.js'
import { setTheme, theme } from '../core/theme.js'
import { palette as sentences } from '../i18n/palette.en.js'
import { settingsPlaces } from './settings-places.js'

addSentences(sentences)

const place = (path, label, sign) =>
  ({ id: path, group: 'places', label, icon: sign, href: path })

/** Screens, the ones behind screens too. @param {object[]} sections */
export const places = (sections) => [
  ...sections.map(({ id, path, icon }) => place(path, t(`nav.${id}`), icon)),
  place('/webhooks/deliveries', t('shell.deliveries'), 'inbox'),
  ...manages() ? [place('/webhooks/test', t('shell.tester'), 'paper-airplane')] : [],
  place('/admin/developers', t('shell.developers'), 'code'),
  ...settingsPlaces().map(({ path, label, icon }) =>
    place(path, t('palette.settings', { part: label }), icon)),
]

const action = (id, sign, run, places) =>
  ({ id, group: 'actions', label: t(`palette.action.${id}`, places), icon: sign, run })

const looks = { light: 'sun', dark: 'moon', system: 'sliders' }

const houses = () => session.organisations
  .filter(({ id }) => id !== session.organisation.id)
  .map(({ id, name }) => ({
    ...action('switch', 'organization', () => mutate({ request: () => switchTo(id) }), { name }),
    id: `switch-${id}`,
  }))

/** Things to do. @param {() => void} onKeys */
export const actions = (onKeys) => [
  ...Object.keys(looks).filter((look) => look !== theme.value)
    .map((look) => action(look, looks[look], () => setTheme(look))),
  action('print', 'note', () => window.print()),
  action('keys', 'key', onKeys),
  ...houses(),
  action('signOut', 'sign-out', () => mutate({ request: signOut })),
]
