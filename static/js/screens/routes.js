/** Every place of the page, on one screenful. */
import { withSheet } from '../core/sheet.js'

/** @type {import('../core/router.js').RouteRule[]} */
export const routes = [
  { path: '/', redirect: '/admin/customer-journey' },
  { path: '/journey', redirect: '/admin/customer-journey' },
  {
    path: '/admin/customer-journey', title: 'nav.journey', section: 'journey',
    load: () => import('./journey.js').then((module) => module.Journey),
  },
  {
    path: '/live', title: 'nav.live', section: 'live',
    load: () => import('./live.js').then((module) => module.Live),
  },
  {
    path: '/webhooks', title: 'nav.webhooks', section: 'webhooks',
    load: withSheet('webhooks', () => import('./webhooks.js').then((module) => module.Webhooks)),
  },
  {
    path: '/webhooks/deliveries', title: 'shell.deliveries', section: 'webhooks',
    load: withSheet('webhooks', () =>
      import('./deliveries.js').then((module) => module.Deliveries)),
  },
  {
    path: '/webhooks/deliveries/:id', title: 'shell.delivery', section: 'webhooks',
    load: withSheet('webhooks', () => import('./delivery.js').then((module) => module.Delivery)),
  },
  {
    path: '/webhooks/test', title: 'shell.tester', section: 'webhooks',
    load: withSheet('webhooks', () =>
      import('./webhook-test.js').then((module) => module.WebhookTest)),
  },
  {
    path: '/status', title: 'nav.status', section: 'status',
    load: withSheet('status', () => import('./status.js').then((module) => module.Status)),
  },
  { path: '/login', title: 'login.title' },
]

/**
 * The sidebar.
 * @type {{id: string, path: string, icon: string, keys: string, group?: string,
 *   admins?: boolean}[]} admins: only they see the entry
 */
export const sections = [
  { id: 'journey', path: '/admin/customer-journey', icon: 'workflow', keys: 'g j' },
  { id: 'live', path: '/live', icon: 'pulse', keys: 'g l' },
  { id: 'webhooks', path: '/webhooks', icon: 'webhook', keys: 'g w', group: 'data' },
  { id: 'status', path: '/status', icon: 'server', keys: 'g h', group: 'data', admins: true },
]
