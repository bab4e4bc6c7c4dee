/** Every place of the page, on one screenful. */
import { manages } from '../core/session.js'

/** @type {import('../core/router.js').RouteRule[]} */
export const routes = [
  {
    path: '/', title: 'nav.overview', section: 'overview',
    load: () => import('./overview.js').then((module) => module.Overview),
    asks: [
      '/api/journey?period=30d&compare=prev', '/api/journey/course?period=30d&compare=prev',
    ],
  },
  { path: '/journey', redirect: '/admin/customer-journey' },
  {
    path: '/admin/customer-journey', title: 'nav.journey', section: 'journey',
    load: () => import('./journey.js').then((module) => module.Journey),
    asks: ['/api/journey?period=30d&compare=prev'],
  },
  {
    path: '/customers', title: 'nav.customers', section: 'customers',
    load: () => import('./customers.js').then((module) => module.Customers),
    asks: ['/api/customers?limit=50', '/api/views'],
  },
  {
    path: '/exports', title: 'nav.exports', section: 'exports',
    load: () => import('./exports.js').then((module) => module.Exports),
  },
  {
    path: '/customers/:id', title: 'nav.customer', section: 'customers',
    load: () => import('./customer.js').then((module) => module.Customer),
    asks: ['/api/customers/:id', '/api/events?customer=:id&limit=40'],
  },
  {
    path: '/live', title: 'nav.live', section: 'live',
    load: () => import('./live.js').then((module) => module.Live),
  },
  {
    path: '/webhooks', title: 'nav.webhooks', section: 'webhooks',
    load: () => import('./webhooks.js').then((module) => module.Webhooks),
  },
  {
    path: '/webhooks/deliveries', title: 'shell.deliveries', section: 'webhooks',
    load: () => import('./deliveries.js').then((module) => module.Deliveries),
  },
  {
    path: '/webhooks/deliveries/:id', title: 'shell.delivery', section: 'webhooks',
    load: () => import('./delivery.js').then((module) => module.Delivery),
  },
  {
    path: '/webhooks/test', title: 'shell.tester', section: 'webhooks',
    load: () => import('./webhook-test.js').then((module) => module.WebhookTest),
  },
  {
    path: '/status', title: 'nav.status', section: 'status',
    load: () => import('./status.js').then((module) => module.Status),
  },
  { path: '/developers', redirect: '/admin/developers' },
  {
    path: '/admin/developers', title: 'shell.developers',
    load: () => import('./developers.js').then((module) => module.Developers),
  },
  { path: '/settings', redirect: '/settings/profile' },
  {
    path: '/settings/profile', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-profile.js').then((module) => module.SettingsProfile),
  },
  {
    path: '/settings/team', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-team.js').then((module) => module.SettingsTeam),
  },
  {
    path: '/settings/organisation', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-organisation.js').then((module) => module.SettingsOrganisation),
  },
  {
    path: '/settings/stages', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-stages.js').then((module) => module.SettingsStages),
  },
  {
    path: '/settings/tokens', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-tokens.js').then((module) => module.SettingsTokens),
  },
  {
    path: '/settings/audit', title: 'nav.settings', section: 'settings',
    load: () => import('./settings-audit.js').then((module) => module.SettingsAudit),
  },
  {
    path: '/join', title: 'shell.join', open: true,
    load: () => import('./join.js').then((module) => module.Join),
  },
  {
    path: '/reset', title: 'shell.reset', open: true,
    load: () => import('./reset.js').then((module) => module.Reset),
  },
  {
    path: '/email', title: 'shell.email', open: true,
    load: () => import('./email.js').then((module) => module.ConfirmEmail),
  },
  { path: '/login', title: 'login.title' },
]

/**
 * The sidebar.
 * @type {{id: string, path: string, icon: string, keys: string, group?: string,
 *   admins?: boolean}[]} admins: only they see the entry
 */
export const sections = [
  { id: 'overview', path: '/', icon: 'home', keys: 'g o' },
  { id: 'journey', path: '/admin/customer-journey', icon: 'workflow', keys: 'g j' },
  { id: 'customers', path: '/customers', icon: 'people', keys: 'g c' },
  { id: 'live', path: '/live', icon: 'pulse', keys: 'g l' },
  { id: 'webhooks', path: '/webhooks', icon: 'webhook', keys: 'g w', group: 'data' },
  { id: 'exports', path: '/exports', icon: 'download', keys: 'g x', group: 'data' },
  { id: 'status', path: '/status', icon: 'server', keys: 'g h', group: 'data', admins: true },
  { id: 'settings', path: '/settings/profile', icon: 'gear', keys: 'g s', group: 'data' },
]

/** The entries that the person sees. */
export const ownSections = () => sections.filter(({ admins }) => !admins || manages())
