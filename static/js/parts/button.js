import { h, icon as drawIcon } from '../core/h.js'

const spinner = () => h('span', { class: 'spinner', 'aria-hidden': 'true' })

/**
 * A button, or a link that looks like one where `href` is given.
 * @param {{kind?: 'primary'|'soft'|'plain', icon?: string, small?: boolean,
 *   busy?: boolean, href?: string, label?: string, wide?: boolean}} props
 *   label: for buttons that show an icon only
 */
export function Button({ kind, icon, small, busy, href, label, wide }, { slots, attrs }) {
  const text = slots.default?.()
  const { class: more, ...rest } = attrs
  const look = [
    'button', more, kind && `button-${kind}`, small && 'button-small', wide && 'button-wide',
    !text && 'button-icon',
  ]
  const sign = busy ? spinner() : icon && drawIcon(icon)
  const inside = [sign, text]
  if (href) return h('a', { class: look, href, 'aria-label': label, title: label, ...rest }, inside)
  const state = { 'aria-busy': busy ? 'true' : undefined, 'aria-label': label, title: label }
  return h('button', { type: 'button', class: look, ...state, ...rest }, inside)
}
Button.props = ['kind', 'icon', 'small', 'busy', 'href', 'label', 'wide']
Button.inheritAttrs = false
