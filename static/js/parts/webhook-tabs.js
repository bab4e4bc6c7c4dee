import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { route } from '../core/router.js'
import { manages } from '../core/session.js'
import { LinkTabs } from './tabs.js'

const places = [
  ['/webhooks', 'hooks.connections'],
  ['/webhooks/deliveries', 'hooks.deliveries'],
]
const tester = ['/webhooks/test', 'hooks.tester']

/** The places of Webhooks; the tester signs with secrets, so it is not for everybody. */
export const WebhookTabs = () => h(LinkTabs, {
  label: t('hooks.tabs'),
  links: [...places, ...manages() ? [tester] : []].map(([href, label]) => (
    { href, label: t(label), current: route.path === href })),
})
