import { h } from '../core/h.js'

/**
 * Says that there is something newer than a list shows, on its upper edge, so that no row moves.
 * @param {{onShow: () => void}} props
 */
export function Newer({ onShow }, { slots }) {
  return h('div', { class: 'newer' },
    h('button', { type: 'button', class: 'newer-button', onClick: onShow }, slots.default()))
}
Newer.props = ['onShow']
