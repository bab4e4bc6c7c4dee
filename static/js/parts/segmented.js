import { h, icon, unseen } from '../core/h.js'

/** The next index for an arrow key in a row of n, or -1. */
export function stepByKey(key, at, n) {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (at + 1) % n
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (at - 1 + n) % n
  if (key === 'Home') return 0
  return key === 'End' ? n - 1 : -1
}

/** Keys of a row of choices: arrows go to a neighbour, which is chosen. */
export const chooseByKey = (options, at, onChoose) => (event) => {
  const next = stepByKey(event.key, at, options.length)
  if (next < 0) return
  event.preventDefault()
  event.currentTarget.children[next].focus()
  onChoose(options[next].value)
}

/**
 * One of a few: a radio group in one row, walked with the arrow keys.
 * @param {{label: string, value: string, options: {value: string, label: string, icon?: string,
 *   iconOnly?: boolean, title?: string}[], onChoose: (value: string) => void}} props
 */
export function Segmented({ label, value, options, onChoose }) {
  const at = Math.max(0, options.findIndex((each) => each.value === value))
  const choice = (each, index) => h('button', {
    key: each.value,
    type: 'button',
    role: 'radio',
    class: 'segmented-item',
    title: each.title,
    'aria-checked': String(each.value === value),
    tabindex: index === at ? 0 : -1,
    onClick: () => onChoose(each.value),
  }, [each.icon && icon(each.icon), each.iconOnly ? unseen(each.label) : each.label])
  return h('div', {
    class: 'segmented', role: 'radiogroup', 'aria-label': label,
    onKeydown: chooseByKey(options, at, onChoose),
  }, options.map(choice))
}
Segmented.props = ['label', 'value', 'options', 'onChoose']
