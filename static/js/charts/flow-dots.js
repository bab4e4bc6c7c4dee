/**
 * Moves that happen now, as dots that travel along the ribbons. The screen decides how many
 * there are and makes none for people who asked for less motion.
 */
import { h } from '../core/h.js'
import { curve } from './journey-flow-layout.js'

/**
 * @typedef {object} Pulse
 * @property {number} id
 * @property {string | null} from stage; null for who is new
 * @property {string} to stage
 * @property {number} lane 0 to 1, across the ribbon
 */

/** Ribbons are busier the more people they carry; `lane` chooses among those that fit. */
function ribbonOf(ribbons, { from, to, lane }) {
  const begins = ({ id, source }) => (from === null ? source !== undefined : id === from)
  const fits = ribbons.filter((ribbon) => ribbon.to.id === to && begins(ribbon.from))
  let left = lane * fits.reduce((sum, { value }) => sum + value, 0)
  return fits.find(({ value }) => (left -= value) < 0) ?? fits.at(-1)
}

const middle = ({ y0, y1 }) => (y0 + y1) / 2

/** A move that no ribbon shows, such as one back, goes its own way from bar to bar. */
function ownWay({ sources, stages }, { from, to }) {
  const stage = (id) => stages.find((each) => each.id === id)
  const [start, end] = [from === null ? sources[0] : stage(from), stage(to)]
  if (!start || !end) return null
  return curve([start.x1, middle(start)], [end.x0, middle(end)])
}

function dot(pulse, picture) {
  const ribbon = ribbonOf(picture.ribbons, pulse)
  const path = ribbon?.middle ?? ownWay(picture, pulse)
  if (!path) return null
  const off = ribbon ? (pulse.lane - .5) * Math.max(0, ribbon.width - 10) : 0
  return h('g', { key: pulse.id, 'data-stage': pulse.to, transform: `translate(0 ${off})` },
    h('circle', { class: 'flow-dot', r: 4, style: { offsetPath: `path("${path}")` } }))
}

/**
 * @param {{pulses: Pulse[], picture: object, width: number}} props
 */
export function FlowDots({ pulses, picture, width }) {
  const box = { class: 'flow-svg flow-dots', width, height: picture.height, 'aria-hidden': 'true' }
  return h('svg', box, pulses.map((pulse) => dot(pulse, picture)))
}
FlowDots.props = ['pulses', 'picture', 'width']
