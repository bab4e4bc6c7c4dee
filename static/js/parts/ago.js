import { h, ref } from '../core/h.js'
import { ago, fullTime } from '../core/format.js'

/** Moves all relative times on the page together. */
const now = ref(Date.now())
setInterval(() => { if (!document.hidden) now.value = Date.now() }, 10_000)

/** "3 min ago", kept true; the title has the whole time. @param {{at: string}} props */
export const Ago = ({ at }) => h('time', {
  datetime: at, title: fullTime(at), class: 'nowrap',
}, ago(at, Math.max(now.value, Date.parse(at))))
Ago.props = ['at']
