/**
 * Moves that happen now, as dots that travel along the ribbons. The screen decides how many
 * there are and makes none for people who asked for less motion.
 */
import { h } from '../core/h.js'

/** @typedef {{id: number, from: string | null, to: string, lane: number}} Pulse lane: 0 to 1 across the ribbon */

/** Ribbons are busier the more people they carry; `lane` chooses among those that fit. */
function ribbonOf(ribbons, { from, to, lane }) {
  const fits = ribbons.filter((ribbon) =>
    ribbon.to.id === to && (from === null ? ribbon.from.source !== undefined : ribbon.from.id === from))
  let left = lane * fits.reduce((sum, { value }) => sum + value, 0)
  return fits.find(({ value }) => (left -= value) < 0) ?? fits.at(-1)
}

/** A move that no ribbon shows, such as one back, goes straight from bar to bar. */
function straight(stages, { from, to }) {
  const [start, end] = [from, to].map((id) => stages.find((stage) => stage.id === id))
  return start && end ? `M${start.x1},${start.y0 + 4}L${end.x0},${end.y0 + 4}` : null
}

/**
 * @param {{pulses: Pulse[], picture: object, width: number}} props
 */
export function FlowDots({ pulses, picture, width }) {
  return h('svg', { class: 'flow-svg flow-dots', width, height: picture.height, 'aria-hidden': 'true' }, pulses.map((pulse) => {
    const ribbon = ribbonOf(picture.ribbons, pulse)
    const path = ribbon?.middle ?? straight(picture.stages, pulse)
    if (!path) return null
    const off = ribbon ? (pulse.lane - .5) * Math.max(0, ribbon.width - 10) : 0
    return h('g', { key: pulse.id, 'data-stage': pulse.to, transform: `translate(0 ${off})` }, [
      h('circle', { class: 'flow-dot', r: 4, style: { offsetPath: `path("${path}")` } }),
    ])
  }))
}
FlowDots.props = ['pulses', 'picture', 'width']
