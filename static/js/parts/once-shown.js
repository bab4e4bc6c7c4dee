import { h } from '../core/h.js'
import { Copy } from './copy.js'
import { Dialog } from './dialog.js'

/**
 * A secret that is shown this once, with Copy. The slot says what it is good for.
 * @param {{title: string, label: string, text: string, kept: string, onClose: () => void}} props
 *   kept: the word of the button that ends it
 */
export const OnceShown = ({ title, label, text, kept, onClose }, { slots }) =>
  h(Dialog, { title, fixed: true }, {
    default: () => [
      slots.default(),
      h('div', { class: 'address' }, [
        h('code', { class: 'address-text', tabindex: 0, role: 'group', 'aria-label': label }, text),
        h(Copy, { text, plain: true }),
      ]),
    ],
    foot: () => h('button', {
      type: 'button', class: 'button button-primary', onClick: onClose, 'data-autofocus': '',
    }, kept),
  })
OnceShown.props = ['title', 'label', 'text', 'kept', 'onClose']
