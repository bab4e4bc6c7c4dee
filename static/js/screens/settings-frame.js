import { h } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { route } from '../core/router.js'
import { settings } from '../i18n/settings.en.js'
import { Empty } from '../parts/empty.js'
import { PageHead } from '../parts/page-head.js'
import { LinkTabs } from '../parts/tabs.js'
import { settingsPlaces } from './settings-places.js'

addSentences(settings)

const denied = () => h(Empty, { icon: 'lock', title: t('settings.denied') },
  () => t('settings.deniedHint'))

/** Heading and tabs around a part of Settings. Slots: default, side. */
export function SettingsFrame(_, { slots }) {
  const places = settingsPlaces()
  const open = places.some(({ path }) => path === route.path)
  const links = places
    .map(({ path, label }) => ({ href: path, label, current: path === route.path }))
  return [
    h(PageHead, { title: t('nav.settings') }, { side: open ? slots.side : undefined }),
    h('div', { class: 'stack' }, [
      h(LinkTabs, { label: t('settings.tabs'), links }),
      open ? slots.default() : h('div', { class: 'card' }, denied()),
    ]),
  ]
}
