/** Scales: where a value stands on a line. Each clamps to its range. */

/**
 * @param {[number, number]} domain
 * @param {[number, number]} range
 * @param {(value: number) => number} [bend] applied to values before they are placed
 * @returns {(value: number) => number}
 */
export function linear([low, high], [start, end], bend = (value) => value) {
  const [from, to] = [bend(low), bend(high)]
  return (value) => {
    if (from === to) return start
    const share = (bend(value) - from) / (to - from)
    return start + Math.min(1, Math.max(0, share)) * (end - start)
  }
}

/** For spans from seconds to months. The domain must be above zero. */
export const log = (domain, range) =>
  linear(domain, range, (value) => Math.log(Math.max(value, Number.MIN_VALUE)))

/** A share of a whole between 0 and 1; nothing of nothing is 0. */
export const share = (part, whole) => (whole > 0 ? part / whole : 0)

/** A share as a length in CSS. @param {number} part between 0 and 1 */
export const percentOf = (part) => `${(part * 100).toFixed(3)}%`
