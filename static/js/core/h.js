/**
 * The one door to Vue: render functions only, no templates, so that the strict CSP holds.
 * Also the few words that every screen uses while drawing.
 */
import { defineAsyncComponent, h } from '../../vendor/vue.js'

// What is not named here is not in vendor/vue.js either: deploy/local/vue-runtime.py reads this
// list, and `make run` makes the file anew when it changes.
export {
  computed, createApp, h, nextTick, onBeforeUnmount, onMounted, onScopeDispose, onUnmounted,
  reactive, readonly, ref, shallowReactive, shallowRef, useId, watch,
} from '../../vendor/vue.js'

const sprite = new URL('../../icons.svg', import.meta.url).pathname

/**
 * A decorative icon of the sprite (names in deploy/local/page-icons.txt).
 * @param {string} name
 * @param {Record<string, unknown>} [props] more attributes, such as class
 */
export function icon(name, props) {
  return h('svg', { class: 'icon', 'aria-hidden': 'true', ...props },
    h('use', { href: `${sprite}#${name}` }))
}

/**
 * A component that is fetched when it is first drawn: for what few visits need.
 * @param {() => Promise<Record<string, object>>} load imports its module
 * @param {string} name of the component in it
 */
export const lazily = (load, name) =>
  defineAsyncComponent(() => load().then((module) => module[name]))

/** Text for screen readers only. @param {string} text */
export const unseen = (text) => h('span', { class: 'unseen' }, text)

/** A key cap. @param {string} label */
export const keycap = (label) => h('kbd', { class: 'keycap' }, label)
