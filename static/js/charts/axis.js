/** The axis of lengths of time: people count them in minutes, hours, days and months. */
import { h } from '../core/h.js'
import { duration } from '../core/format.js'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const month = 30.44 * day
const stops = [1, 10, minute, 10 * minute, hour, 6 * hour, day, 7 * day, month, 3 * month, 12 * month, 60 * month]

/**
 * The round lengths that enclose all given ones, and those between.
 * @param {number[]} seconds
 * @returns {number[]} at least two
 */
export function timeStops(seconds) {
  const [low, high] = [Math.min(...seconds), Math.max(...seconds)]
  const first = Math.max(0, stops.findLastIndex((stop) => stop <= low))
  const last = stops.findIndex((stop) => stop >= high)
  const end = last < 0 ? stops.length : last + 1
  return stops.slice(Math.min(first, stops.length - 2), Math.max(end, first + 2))
}

/** @param {number} share between 0 and 1 */
export const percentOf = (share) => `${(share * 100).toFixed(3)}%`

/**
 * Grid lines behind rows, with their lengths below.
 * @param {{ticks: number[], place: (seconds: number) => number}} props place: share of the width
 */
export function TimeAxis({ ticks, place }) {
  return h('div', { class: 'axis', 'aria-hidden': 'true' }, ticks.map((tick) =>
    h('span', { key: tick, class: 'axis-tick', style: { insetInlineStart: percentOf(place(tick)) } },
      h('span', { class: 'axis-label' }, duration(tick)))))
}
TimeAxis.props = ['ticks', 'place']
