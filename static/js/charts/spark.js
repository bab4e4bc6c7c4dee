import { h } from '../core/h.js'
import { areaOf, curve, lineOf, stretched } from './curve.js'

/**
 * How a figure ran, in a few strokes beside it; the figure itself says how much.
 * @param {{values: number[]}} props at least two
 */
export function Spark({ values }) {
  const points = curve(values, Math.max(1, ...values))
  return h('svg', { class: 'spark', ...stretched }, [
    h('path', { class: 'spark-area', d: areaOf(points) }),
    h('path', { class: 'spark-line', d: lineOf(points) }),
  ])
}
Spark.props = ['values']
