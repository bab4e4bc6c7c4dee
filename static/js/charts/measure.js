import { onBeforeUnmount, onMounted, ref } from '../core/h.js'
import { turn } from '../core/turn.js'

/**
 * The width of an element without an inset, kept up to date. It is read once what was drawn is laid
 * out anyway; an observer from the start would run within that frame and make one task of all.
 * @param {import('../core/h.js').Ref<HTMLElement | null>} element
 * @returns {import('../core/h.js').Ref<number>} 0 until it is known
 */
export function useWidth(element) {
  const width = ref(0)
  const read = () => { width.value = element.value.clientWidth }
  const observer = new ResizeObserver(read)
  onMounted(async () => {
    await turn()
    if (!element.value) return
    read()
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer.disconnect())
  return width
}
