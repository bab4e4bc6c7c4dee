import { onBeforeUnmount, onMounted, ref } from '../core/h.js'

/**
 * The width of an element's inside, kept up to date. The observer tells the first one before the
 * element is painted; to read it would have all be laid out once more.
 * @param {import('../core/h.js').Ref<HTMLElement | null>} element
 * @returns {import('../core/h.js').Ref<number>} 0 until it is known
 */
export function useWidth(element) {
  const width = ref(0)
  const observer = new ResizeObserver(([{ contentRect }]) => {
    width.value = Math.round(contentRect.width)
  })
  onMounted(() => observer.observe(element.value))
  onBeforeUnmount(() => observer.disconnect())
  return width
}
