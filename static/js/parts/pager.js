import { h, icon } from '../core/h.js'
import { t } from '../core/i18n.js'
import { hrefWith, navigate, route } from '../core/router.js'

/**
 * Pages by cursor, in the URL. The cursors behind lie in the history's state, so that Previous
 * works as long as one came by Next; from a pasted link it leads to the newest.
 * @param {{next: string | null}} props
 */
export function Pager({ next }) {
  const { cursor } = route.query
  const trail = window.history.state?.trail ?? []
  const back =
    trail.length ? { cursor: trail.at(-1), trail: trail.slice(0, -1) } : { cursor: null, trail: [] }
  const go = (to, kept) => navigate(hrefWith({ cursor: to }), { state: { trail: kept } })
  return h('nav', { class: 'pager', 'aria-label': t('pager.label') }, [
    h('button', {
      type: 'button', class: 'button button-small', disabled: !cursor,
      onClick: () => go(back.cursor, back.trail),
    },
      [icon('chevron-left'), trail.length || !cursor ? t('action.previous') : t('action.newest')]),
    h('button', { type: 'button', class: 'button button-small', disabled: !next, onClick: () => go(
      next, [...trail, cursor ?? null],
    ) },
      [t('action.next'), icon('chevron-right')]),
  ])
}
Pager.props = ['next']
