import { h, useId } from '../core/h.js'

/**
 * A card: a section with a heading, things at its end, a body and a foot.
 * Slots: default, side (end of the head), foot, sub (line under the heading).
 */
export const Card = {
  props: { title: String, level: { type: Number, default: 2 }, bare: Boolean, dimmed: Boolean },
  setup(props, { slots }) {
    const id = useId()
    return () => h('section', {
      class: ['card', props.dimmed && 'dimmed'],
      'aria-labelledby': props.title ? id : undefined,
      'aria-busy': props.dimmed ? 'true' : undefined,
    }, [
      (props.title || slots.side) && h('div', { class: 'card-head' }, [
        h('div', { class: 'card-heading' }, [
          props.title && h(`h${props.level}`, { id }, props.title),
          slots.sub && h('div', { class: 'card-sub' }, slots.sub()),
        ]),
        slots.side?.(),
      ]),
      props.bare ? slots.default?.() : h('div', { class: 'card-body' }, slots.default?.()),
      slots.foot && h('div', { class: 'card-foot' }, slots.foot()),
    ])
  },
}
