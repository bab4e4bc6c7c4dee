import { h } from '../core/h.js'
import { liveAsOf, liveStatus } from '../core/live.js'
import { shortClock } from '../core/format.js'
import { t } from '../core/i18n.js'

/** The dot in a page's head: Live, Reconnecting…, Offline, and since when the data stands. */
export function LiveStatus() {
  const status = liveStatus.value
  const asOf = liveAsOf.value ? t('live.asOf', { time: shortClock(liveAsOf.value) }) : ''
  return h('span', { class: 'live', 'data-status': status, title: asOf || undefined }, [
    h('span', { class: 'live-dot' }), t(`live.status.${status}`),
    asOf && h('span', { class: 'faint' }, asOf),
  ])
}
