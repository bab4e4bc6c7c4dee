import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { route } from '../core/router.js'
import { LinkTabs } from './tabs.js'

const places = [
  ['/webhooks', 'hooks.connections'],
  ['/webhooks/deliveries', 'hooks.deliveries'],
  ['/webhooks/test', 'hooks.tester'],
]

/** The three places of Webhooks. */
export const WebhookTabs = () => h(LinkTabs, {
  label: t('hooks.tabs'),
  links: places.map(([href, label]) => ({ href, label: t(label), current: route.path === href })),
})
