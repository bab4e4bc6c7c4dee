import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { manages } from '../core/session.js'
import { Button } from './button.js'
import { Empty } from './empty.js'

/**
 * No sender has an address yet. Who manages makes one: here, or where connections are made.
 * @param {{onCreate?: () => void}} props
 */
export const NoConnection = ({ onCreate }) => h(Empty, {
  icon: 'webhook', title: t('first.none.title'),
}, {
  default: () => t(manages() ? 'first.none.hint' : 'first.none.ask'),
  actions: () => manages() && (onCreate
    ? h(Button, { kind: 'primary', icon: 'plus', onClick: onCreate }, () => t('first.none.make'))
    : h(Button, { kind: 'primary', href: '/webhooks' }, () => t('first.none.place'))),
})
NoConnection.props = ['onCreate']
