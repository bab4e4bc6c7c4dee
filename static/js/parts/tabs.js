import { h } from '../core/h.js'
import { chooseByKey } from './segmented.js'

/** Brings the chosen tab into a row that scrolls, without moving the page. */
function reveal({ el }) {
  const row = el.parentElement
  const overflow = el.offsetLeft + el.offsetWidth - row.offsetLeft - row.clientWidth
  if (overflow > row.scrollLeft) row.scrollLeft = overflow + 24
}

/**
 * Tabs over one panel; arrow keys walk. Draw the panel with tabPanel.
 * @param {{label: string, id: string, value: string, onChoose: (value: string) => void,
 *   options: {value: string, label: string, count?: number}[]}} props
 */
export function Tabs({ label, id, value, options, onChoose }) {
  const at = options.findIndex((each) => each.value === value)
  return h('div', {
    class: 'tabs', role: 'tablist', 'aria-label': label,
    onKeydown: chooseByKey(options, at, onChoose),
  }, options.map((each, index) => h('button', {
    key: each.value, type: 'button', role: 'tab', class: 'tab', id: `${id}-tab-${each.value}`,
    'aria-controls': `${id}-panel`,
    onVnodeMounted: each.value === value ? reveal : undefined,
    'aria-selected': String(each.value === value), tabindex: index === at ? 0 : -1,
    onClick: () => onChoose(each.value),
  }, [each.label, each.count !== undefined && h('span', { class: 'count' }, each.count)])))
}
Tabs.props = ['label', 'id', 'value', 'options', 'onChoose']

/** The panel of the chosen tab. */
export const tabPanel = (id, value, inside) => h('div', {
  role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': `${id}-tab-${value}`, class: 'tab-panel',
}, inside)

/**
 * Places that belong together, as links that look like tabs.
 * @param {{label: string, links: {href: string, label: string, current: boolean}[]}} props
 */
export const LinkTabs = ({ label, links }) => h('nav', { class: 'tabs', 'aria-label': label },
  links.map((each) => h('a', {
    key: each.href, class: 'tab', href: each.href,
    'aria-current': each.current ? 'page' : undefined,
    onVnodeMounted: each.current ? reveal : undefined,
  }, each.label)))
LinkTabs.props = ['label', 'links']
