import { h, icon } from '../core/h.js'
import { t } from '../core/i18n.js'
import { hrefWith, navigate, route } from '../core/router.js'

/** Which way one came, for lists that have to ask on: kept in the history's state. */
export const pagingBack = () => window.history.state?.back === true

const go = (cursor, back) => navigate(hrefWith({ cursor }), { state: { back } })

/**
 * Pages by cursor, in the URL. A list that knows no cursor of the page before (`previous` left
 * out) leads to its beginning instead; null says that this is the beginning.
 * @param {{next: string | null, previous?: string | null}} props
 */
export function Pager({ next, previous }) {
  const begins = previous === null || (!previous && !route.query.cursor)
  const back = () => (previous ? go(previous, true) : go(null, false))
  const named = t(previous || begins ? 'action.previous' : 'action.newest')
  const button = { type: 'button', class: 'button button-small' }
  return h('nav', { class: 'pager', 'aria-label': t('pager.label') }, [
    h('button', { ...button, disabled: begins, onClick: back }, [icon('chevron-left'), named]),
    h('button', { ...button, disabled: !next, onClick: () => go(next, false) },
      [t('action.next'), icon('chevron-right')]),
  ])
}
Pager.props = ['next', 'previous']
