/** Pages for people who are not signed in: a card in the middle. */
import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { mark } from '../parts/sidebar.js'

/** What stands behind the # of a link: no server's log ever sees it. */
export const linkToken = () => window.location.hash.slice(1)

/** The product's mark above a card. */
export const OpenPage = (_, { slots }) => h('main', { class: 'login', id: 'main', tabindex: -1 },
  h('div', { class: 'login-box' }, [
    h('div', { class: 'login-brand' }, [mark(), h('span', t('product'))]),
    h('div', { class: 'card login-card' }, slots.default()),
  ]))
