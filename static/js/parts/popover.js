import { h, nextTick, onBeforeUnmount, ref, useId } from '../core/h.js'

const gap = 6
const edge = 8

/** Puts a popover below its button, or above where there is no room. */
function place(panel, button) {
  const from = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = panel
  const below = from.bottom + gap
  const fits = below + height < window.innerHeight - edge
  const left = Math.max(edge, Math.min(from.right - width, window.innerWidth - width - edge))
  const wide = from.left + width < window.innerWidth - edge
  panel.style.left = `${wide ? Math.max(edge, from.left) : left}px`
  panel.style.top = `${fits ? below : Math.max(edge, from.top - gap - height)}px`
}

/**
 * A button and the panel that it opens. Escape and a click elsewhere close it (Popover API).
 * Slots: trigger(props) draws the button and must pass the props on; default({close}) the panel.
 */
export const Popover = {
  props: { label: String, role: { type: String, default: 'dialog' }, look: String },
  emits: ['open', 'close'],
  setup(props, { slots, emit, expose }) {
    const id = useId()
    const panel = ref(null)
    const open = ref(false)
    const button = () => document.querySelector(`[data-opens="${id}"]`)
    const close = () => panel.value?.hidePopover()
    const again = () => open.value && place(panel.value, button())
    // What it holds may be fetched when it opens: then it grows.
    const growth = new ResizeObserver(again)

    function onToggle({ newState }) {
      open.value = newState === 'open'
      const listen = open.value ? window.addEventListener : window.removeEventListener
      listen('scroll', again, true)
      listen('resize', again)
      if (!open.value) return leave()
      growth.observe(panel.value)
      nextTick(() => {
        again()
        emit('open', panel.value)
      })
    }

    function leave() {
      growth.disconnect()
      emit('close')
    }

    onBeforeUnmount(() => {
      growth.disconnect()
      window.removeEventListener('scroll', again, true)
      window.removeEventListener('resize', again)
    })
    expose({ close })
    return () => [
      slots.trigger({
        'data-opens': id, 'aria-haspopup': props.role, 'aria-expanded': String(open.value),
        'aria-controls': id,
        onClick: () => panel.value.togglePopover({ source: button() }),
      }),
      h('div', {
        ref: panel, id, popover: 'auto', class: ['popover', props.look], role: props.role,
        'aria-label': props.label, onToggle,
      }, open.value ? slots.default({ close }) : []),
    ]
  },
}
