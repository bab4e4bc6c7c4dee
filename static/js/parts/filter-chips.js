import { h, icon } from '../core/h.js'
import { t } from '../core/i18n.js'

const chip = ({ key, words, onRemove }) => h('li', { key }, h('button', {
  type: 'button', class: 'chip filter-chip', 'aria-label': t('filters.remove', { words }),
  onClick: onRemove,
}, [words, icon('x')]))

/**
 * The filters that are set, each with the way to take it away, and all of them together.
 * @param {{filters: {key: string, words: string, onRemove: () => void}[],
 *   onClear: () => void}} props
 */
export const FilterChips = ({ filters, onClear }) => h('div', { class: 'filter-chips' }, [
  h('ul', { class: 'line', 'aria-label': t('filters.set') }, filters.map(chip)),
  h('button', { type: 'button', class: 'text-button', onClick: onClear }, t('filters.clear')),
])
FilterChips.props = ['filters', 'onClear']
