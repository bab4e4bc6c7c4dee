/** The axis of lengths of time: people count them in minutes, hours, days and months. */
import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { percentOf } from './scale.js'

const units = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, months: 30.44 * 86_400 }

/** @typedef {{seconds: number, label: () => string}} TimeStop */

/** @type {TimeStop[]} the lengths that an axis may show */
const stops = [
  [1, 'seconds'], [10, 'seconds'], [1, 'minutes'], [10, 'minutes'], [1, 'hours'], [6, 'hours'],
  [1, 'days'], [7, 'days'], [1, 'months'], [3, 'months'], [12, 'months'], [60, 'months'],
].map(([n, unit]) => ({ seconds: n * units[unit], label: () => t(`format.${unit}`, { n }) }))

/**
 * The round lengths that enclose all given ones, and those between.
 * @param {number[]} lengths in seconds
 * @returns {TimeStop[]} at least two
 */
export function timeStops(lengths) {
  const [low, high] = [Math.min(...lengths), Math.max(...lengths)]
  const first = Math.max(0, stops.findLastIndex(({ seconds }) => seconds <= low))
  const last = stops.findIndex(({ seconds }) => seconds >= high)
  const end = last < 0 ? stops.length : last + 1
  return stops.slice(Math.min(first, stops.length - 2), Math.max(end, first + 2))
}

/**
 * Grid lines behind rows, with their lengths below.
 * @param {{ticks: TimeStop[], place: (seconds: number) => number}} props place: share of the width
 */
export function TimeAxis({ ticks, place }) {
  return h('div', { class: 'axis', 'aria-hidden': 'true' }, ticks.map(({ seconds, label }) => {
    const style = { insetInlineStart: percentOf(place(seconds)) }
    return h('span', { key: seconds, class: 'axis-tick', style },
      h('span', { class: 'axis-label' }, label()))
  }))
}
TimeAxis.props = ['ticks', 'place']
