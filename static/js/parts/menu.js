import { h, icon, nextTick } from '../core/h.js'
import { Popover } from './popover.js'
import { stepByKey } from './segmented.js'

/**
 * @typedef {object} MenuItem
 * @property {string} label
 * @property {string} [icon]
 * @property {string} [href]
 * @property {() => unknown} [run]
 * @property {'bad'} [tone]
 * @property {boolean} [line] a line above it
 */

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll('[role=menuitem]')]
  const next = stepByKey(event.key, items.indexOf(document.activeElement), items.length)
  if (next < 0) return
  event.preventDefault()
  items[next].focus()
}

function draw(item, close) {
  const choose = () => {
    close()
    nextTick(() => item.run?.())
  }
  const inside = [item.icon && icon(item.icon), item.label]
  const common = {
    role: 'menuitem', class: 'menu-item', 'data-tone': item.tone, tabindex: -1, onClick: choose,
  }
  return [
    item.line && h('hr', { class: 'menu-line' }),
    item.href ? h('a', { ...common, href: item.href }, inside)
      : h('button', { type: 'button', ...common }, inside),
  ]
}

/**
 * A menu under a button. Slot trigger(props) draws the button.
 * @param {{label: string, items: MenuItem[]}} props
 */
export function Menu({ label, items }, { slots }) {
  const focusFirst = (panel) => panel.querySelector('[role=menuitem]')?.focus()
  return h(Popover, { label, role: 'menu', look: 'menu', onOpen: focusFirst }, {
    trigger: slots.trigger,
    default: ({ close }) => h('div', { role: 'none', onKeydown: walk },
      items.filter(Boolean).map((item) => draw(item, close))),
  })
}
Menu.props = ['label', 'items']
