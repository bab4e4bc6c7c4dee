import { h } from '../core/h.js'

const marked = /(`[^`]+`|\*\*[^*]+\*\*)/

const piece = (text) => {
  if (text.startsWith('`')) return h('code', text.slice(1, -1))
  return text.startsWith('**') ? h('strong', text.slice(2, -2)) : text
}

/** Words with `code` and **weight** in them, as pieces. @param {string} text */
export const prose = (text) => text.split(marked).filter(Boolean).map(piece)
