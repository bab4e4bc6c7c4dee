import { h } from '../core/h.js'
import { initials } from '../core/format.js'

const tints = 6

/** The same name always gets the same tint. */
function tintOf(name) {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 997
  return sum % tints
}

/**
 * Initials on a tint; decorative, the name stands beside it.
 * @param {{name: string, large?: boolean}} props
 */
export const Avatar = ({ name, large }) => h('span', {
  class: ['avatar', large && 'avatar-large'], 'data-tint': tintOf(name), 'aria-hidden': 'true',
}, initials(name) || '?')
Avatar.props = ['name', 'large']
