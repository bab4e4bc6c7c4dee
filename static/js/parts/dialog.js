import { h, onMounted, onBeforeUnmount, ref, useId } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'

const firstField = '[data-autofocus], .dialog-body :is(input, textarea, select):not([disabled])'

/** Opens the dialog element of a ref as a modal for as long as the component lives. */
function modal(close) {
  const box = ref(null)
  let before = null
  onMounted(() => {
    before = document.activeElement
    box.value.showModal()
    // The first field is what a person wants, not Close, which comes first in the document.
    const target = box.value.querySelector(firstField) ?? box.value
    target.focus()
  })
  onBeforeUnmount(() => {
    box.value.close()
    if (before?.isConnected) before.focus()
  })
  const events = {
    onCancel: (event) => {
      event.preventDefault()
      close()
    },
    // A press that began outside; a selection dragged out of a field must not close.
    onPointerdown: (event) => {
      if (event.target === box.value && outside(event, box.value)) close()
    },
  }
  return { box, events }
}

function outside({ clientX: x, clientY: y }, box) {
  const { left, right, top, bottom } = box.getBoundingClientRect()
  return x < left || x > right || y < top || y > bottom
}

const closeButton = (close) => h(Button, {
  kind: 'plain', icon: 'x', class: 'drawer-close', label: t('action.close'), onClick: close,
})

/** A modal dialog. Slots: default, foot. The parent mounts and unmounts it. */
export const Dialog = {
  props: { title: String, wide: Boolean, fixed: Boolean, look: String },
  emits: ['close'],
  setup(props, { slots, emit }) {
    const id = useId()
    const close = () => { if (!props.fixed) emit('close') }
    const { box, events } = modal(close)
    return () => h('dialog', {
      ref: box, tabindex: -1, class: ['dialog', props.wide && 'dialog-wide', props.look],
      'aria-labelledby': id, ...events,
    }, [
      h('div', { class: 'dialog-head' }, [
        h('h2', { id }, props.title), !props.fixed && closeButton(close),
      ]),
      h('div', { class: 'dialog-body' }, slots.default()),
      slots.foot && h('div', { class: 'dialog-foot' }, slots.foot()),
    ])
  },
}

/** A panel that slides in from the end (or the start); modal, so focus stays in it. */
export const Drawer = {
  props: { label: String, side: String },
  emits: ['close'],
  setup(props, { slots, emit }) {
    const close = () => emit('close')
    const { box, events } = modal(close)
    return () => h('dialog', {
      ref: box, tabindex: -1, class: ['drawer', props.side && `drawer-${props.side}`],
      'aria-label': props.label, ...events,
    }, [
      h('div', { class: 'drawer-top' }, [slots.top?.(), closeButton(close)]),
      slots.default(),
    ])
  },
}
