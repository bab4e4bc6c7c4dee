import { h, icon } from '../core/h.js'

/**
 * The head of a screen: title, a line of facts (slot sub), actions (slot side).
 * @param {{title: string, back?: {href: string, label: string}}} props
 */
export function PageHead({ title, back }, { slots }) {
  return [
    back && h('a', { class: 'back', href: back.href }, [icon('arrow-left'), back.label]),
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
