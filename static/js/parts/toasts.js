import { h, icon, onMounted, ref, watch, nextTick } from '../core/h.js'
import { t } from '../core/i18n.js'
import { dismiss, holdToasts, toasts } from '../core/toast.js'

function one(toast) {
  const undo = () => {
    dismiss(toast.id)
    toast.undo()
  }
  return h('div', { key: toast.id, class: 'toast', 'data-kind': toast.kind }, [
    toast.kind !== 'plain' && icon(toast.kind === 'bad' ? 'alert' : 'check-circle'),
    h('div', { class: 'grow' }, [
      h('div', toast.text),
      toast.details.map((each) => h('div', { class: 'meta', key: each }, each)),
    ]),
    toast.undo
      && h('button', { type: 'button', class: 'toast-undo', onClick: undo }, t('action.undo')),
    h('button', {
      type: 'button', class: 'toast-close', 'aria-label': t('action.dismiss'),
      onClick: () => dismiss(toast.id),
    }, icon('x')),
  ])
}

/** The messages at the foot of the page: a polite live region, in the top layer above dialogs. */
export const Toasts = {
  setup() {
    const box = ref(null)
    const show = () => {
      if (!toasts.length) return box.value.hidePopover()
      // Shown anew, so that it lies above a dialog that opened since.
      if (box.value.matches(':popover-open')) box.value.hidePopover()
      box.value.showPopover()
    }
    onMounted(show)
    watch(() => toasts.length, () => nextTick(show))
    return () => h('div', {
      ref: box, class: 'toasts', popover: 'manual', role: 'status', 'aria-live': 'polite',
      'aria-label': t('shell.notifications'),
      onPointerenter: () => holdToasts(true), onPointerleave: () => holdToasts(false),
      onFocusin: () => holdToasts(true), onFocusout: () => holdToasts(false),
    }, toasts.map(one))
  },
}
