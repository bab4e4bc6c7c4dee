import { h, onScopeDispose, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { toast } from '../core/toast.js'
import { Button } from './button.js'

const thanksFor = 1800

/** Copies a text; says so in place. The text may be a function, made when pressed. */
export const Copy = {
  props: {
    text: [String, Function], label: String, small: { type: Boolean, default: true },
    plain: Boolean, iconOnly: Boolean,
  },
  setup(props) {
    const done = ref(false)
    let timer = 0
    async function copy() {
      try {
        const { text } = props
        await navigator.clipboard.writeText(typeof text === 'function' ? text() : text)
        done.value = true
        clearTimeout(timer)
        timer = setTimeout(() => { done.value = false }, thanksFor)
      } catch {
        toast({ text: t('failure.copy'), kind: 'bad' })
      }
    }
    onScopeDispose(() => clearTimeout(timer))
    return () => {
      const words = done.value ? t('action.copied') : props.label ?? t('action.copy')
      return h(Button, {
        small: props.small, kind: props.plain ? 'plain' : undefined,
        icon: done.value ? 'check' : 'copy',
        label: props.iconOnly ? words : undefined, class: 'over', onClick: copy,
      }, props.iconOnly ? undefined : () => h('span', { 'aria-live': 'polite' }, words))
    }
  },
}
