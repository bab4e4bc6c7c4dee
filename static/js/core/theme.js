/** Light, dark or the system's; kept per browser. early.js applies it before the first paint. */
import { ref } from './h.js'
import { recall, store } from './memory.js'

/** @typedef {'light'|'system'|'dark'} Theme */

const key = 'theme'
const stored = recall(key)

/** @type {import('./h.js').Ref<Theme>} */
export const theme = ref(stored === 'light' || stored === 'dark' ? stored : 'system')

/** @param {Theme} choice */
export function setTheme(choice) {
  theme.value = choice
  store(key, choice === 'system' ? null : choice)
  if (choice === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = choice
}

window.addEventListener('storage', (event) => {
  if (event.key === 'waymark.theme') setTheme(event.newValue ?? 'system')
})
