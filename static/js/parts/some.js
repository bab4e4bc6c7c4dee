import { h, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'

const atFirst = 20
const atOnce = 100

/** The first of items that may be very many, and a button for more; the slot draws those shown. */
export const Some = {
  props: { items: Array },
  setup(props, { slots }) {
    const count = ref(atFirst)
    return () => {
      const left = props.items.length - count.value
      return h('div', { class: 'stack-s' }, [
        slots.default(props.items.slice(0, count.value)),
        left > 0 && h(Button, { wide: true, onClick: () => { count.value += atOnce } },
          () => t('customer.moreLeft', { n: left })),
      ])
    }
  },
}
