import { onBeforeUnmount, onMounted, ref } from '../core/h.js'

/**
 * The width of an element's inside, kept up to date.
 * @param {import('../core/h.js').Ref<HTMLElement | null>} element
 * @returns {import('../core/h.js').Ref<number>} 0 until it is known
 */
export function useWidth(element) {
  const width = ref(0)
  const observer = new ResizeObserver(([{ contentRect }]) => {
    width.value = Math.round(contentRect.width)
  })
  onMounted(() => {
    width.value = Math.round(element.value.clientWidth)
    observer.observe(element.value)
  })
  onBeforeUnmount(() => observer.disconnect())
  return width
}
