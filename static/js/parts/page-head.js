import { h, icon } from '../core/h.js'

/** The way back to the list that one came from. @param {{href: string, label: string}} props */
export const BackLink = ({ href, label }) =>
  h('a', { class: 'back', href }, [icon('arrow-left'), label])
BackLink.props = ['href', 'label']

/**
 * The head of a screen: title, a line of facts (slot sub), actions (slot side).
 * @param {{title: string, back?: {href: string, label: string}}} props
 */
export function PageHead({ title, back }, { slots }) {
  return [
    back && h(BackLink, back),
    h('div', { class: 'page-head' }, [
      h('div', [
        h('div', { class: 'page-title' }, [h('h1', title), slots.badge?.()]),
        slots.sub && h('div', { class: 'page-sub' }, slots.sub()),
      ]),
      slots.side && h('div', { class: 'page-head-side' }, slots.side()),
    ]),
  ]
}
PageHead.props = ['title', 'back']
