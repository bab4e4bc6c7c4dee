/** Lines and areas over steps that are equally far apart, drawn in a box of 100 by 100. */

const size = 100

/** Where a step stands: the only one in the middle. @param {number} at @param {number} count */
export const across = (at, count) => (count > 1 ? at / (count - 1) * size : size / 2)

const from = (x, y) => `${x.toFixed(2)} ${y.toFixed(2)}`

/** How steep the curve is at each point: flat where it turns, so that it never swings beyond. */
function tilts(rises) {
  const between = rises.slice(1).map((next, at) => {
    const before = rises[at]
    return before * next > 0 ? 2 * before * next / (before + next) : 0
  })
  return [rises[0], ...between, rises.at(-1)]
}

/**
 * A smooth line through values; null leaves a gap.
 * @param {(number | null)[]} values
 * @param {number} top the value at the upper edge
 * @returns {{x: number, y: number, piece: string | null}[]} a point for each value, and the path
 *   that leads to it from the one before
 */
export function curve(values, top) {
  const points = values.map((value, at) => ({
    x: across(at, values.length), y: value === null ? null : size * (1 - value / top),
  }))
  const third = across(1, values.length) / 3
  const heights = points.map(({ y }, at) => y ?? points[at - 1]?.y ?? size)
  const tilt = tilts(heights.slice(1).map((y, at) => y - heights[at]))
  return points.map(({ x, y }, at) => {
    const last = points[at - 1]
    if (y === null || !last || last.y === null) return { x, y, piece: null }
    const control = [
      from(last.x + third, last.y + tilt[at - 1] / 3), from(x - third, y - tilt[at] / 3),
    ]
    return { x, y, piece: `C${control.join(' ')} ${from(x, y)}` }
  })
}

/** The path along points; a gap begins it anew. */
export const lineOf = (points) => points.map(({ x, y, piece }) =>
  (y === null ? '' : piece ?? `M${from(x, y)}`)).join('')

/** The path around what lies below them. */
export const areaOf = (points) =>
  `${lineOf(points)}L${from(points.at(-1).x, size)}L${from(points[0].x, size)}Z`

/** Attributes of a drawing that takes the shape of its place. */
export const stretched = {
  viewBox: `0 0 ${size} ${size}`, preserveAspectRatio: 'none', 'aria-hidden': 'true',
}

const round = [1, 2, 5, 10]

/** Round values from 0 that enclose another one. @param {number} most a whole number */
export function ticks(most) {
  const least = Math.max(1, most / 3)
  const unit = 10 ** Math.floor(Math.log10(least))
  const step = unit * round.find((each) => each * unit >= least)
  const count = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: count + 1 }, (_, at) => at * step)
}
