import { computed, h, ref, useId, watch } from '../core/h.js'
import { compact, number } from '../core/format.js'
import { across, areaOf, curve, lineOf, stretched, ticks } from './curve.js'
import { percentOf } from './scale.js'

const mostLabels = 5
const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }

/**
 * @typedef {object} Point
 * @property {string} mark its name on the axis
 * @property {string} name in full
 * @property {number} value
 * @property {{name: string, value: number} | null} before
 * @property {boolean} open whether its time is not over
 * @property {string} to where it leads
 * @property {string} said all of it in words
 */

const share = (x) => percentOf(x / 100)

/** Which point is looked at, by pointer or by keys, on a link that leads where that point does. */
function useLook(props) {
  const look = ref(null)
  const spoken = ref('')
  let fresh = false
  const last = () => props.points.length - 1
  const nearest = ({ clientX, currentTarget }) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.min(last(), Math.max(0, Math.round((clientX - left) / width * last())))
  }
  watch(() => props.points.length, () => { look.value = null })
  const on = {
    onPointermove: (event) => { look.value = nearest(event) },
    // A finger looks at a point first, and opens it by touching it once more.
    onPointerdown: (event) => {
      const at = nearest(event)
      fresh = event.pointerType === 'touch' && look.value !== at
      look.value = at
    },
    onClick: (event) => { if (fresh) event.preventDefault() },
    onPointerleave: ({ pointerType, currentTarget }) => {
      if (pointerType !== 'touch' && !currentTarget.matches(':focus-visible')) look.value = null
    },
    onFocus: () => { look.value ??= last() },
    onBlur: () => { look.value = null },
    onKeydown: (event) => {
      if (!(event.key in step)) return
      event.preventDefault()
      const from = look.value ?? last()
      look.value = Math.min(last(), Math.max(0, from + step[event.key]))
      spoken.value = props.points[look.value].said
    },
  }
  return { look, spoken, on }
}

const scale = (marks) => h('div', { class: 'line-scale', 'aria-hidden': 'true' },
  marks.map((value) => h('span', {
    key: value, class: 'line-tick', style: { insetBlockEnd: share(value / marks.at(-1) * 100) },
  }, compact(value))))

function axis(points) {
  const every = Math.ceil(points.length / mostLabels)
  const shown = points.map((point, at) => [point, at]).filter(([, at]) => at % every === 0)
  return h('div', { class: 'line-axis', 'aria-hidden': 'true' }, shown.map(([{ mark }, at]) => {
    const x = across(at, points.length)
    const edge = x === 0 ? 'start' : x === 100 ? 'end' : undefined
    return h('span', {
      key: at, class: 'line-label', 'data-edge': edge, style: { insetInlineStart: share(x) },
    }, mark)
  }))
}

/** What is not over yet is drawn lightly: it still grows. */
function drawing(id, now, before, open) {
  const over = open ? now.slice(0, -1) : now
  return h('svg', { class: 'line-drawing', ...stretched }, [
    h('linearGradient', { id, x1: 0, x2: 0, y1: 0, y2: 1 }, [
      h('stop', { class: 'line-stop', offset: 0, 'stop-opacity': .24 }),
      h('stop', { class: 'line-stop', offset: 1, 'stop-opacity': .02 }),
    ]),
    h('path', { d: areaOf(now), fill: `url(#${id})` }),
    h('path', { class: 'line-before', d: lineOf(before) }),
    h('path', { class: 'line-now', d: lineOf(over) }),
    open && now.length > 1 && h('path', {
      class: 'line-now line-open', d: lineOf([{ ...now.at(-2), piece: null }, now.at(-1)]),
    }),
  ])
}

const dot = (y, look) => y !== null && y !== undefined
  && h('span', { class: ['line-dot', look], style: { insetBlockStart: share(y) } })

const reading = (look, { name, value }) => [
  h('span', { class: ['line-key', look] }), h('span', name), h('strong', number(value)),
]

/** A line through the point, and a small card beside it on the side that has room. */
function mark(point, now, before) {
  const x = now.x > 50 ? { insetInlineEnd: share(100 - now.x) } : { insetInlineStart: share(now.x) }
  return [
    h('span', { class: 'line-hair', style: { insetInlineStart: share(now.x) } },
      [dot(before?.y, 'line-dot-before'), dot(now.y)]),
    h('span', { class: 'chart-tip line-tip', style: x, 'aria-hidden': 'true' }, [
      reading(null, point), point.before && reading('line-key-before', point.before),
    ]),
  ]
}

/**
 * How a figure ran, beside how it ran before. One link lies over the drawing: it leads to the point
 * that is looked at. Readers have that link, which tells its point, and the table of the screen.
 */
export const LineChart = {
  props: {
    /** @type {Point[]} */
    points: { type: Array, required: true },
    label: String,
  },
  setup(props) {
    const id = useId()
    const { look, spoken, on } = useLook(props)
    const marks = computed(() => ticks(
      Math.max(...props.points.flatMap(({ value, before }) => [value, before?.value ?? 0]))))
    const line = (read) => curve(props.points.map(read), marks.value.at(-1))
    const now = computed(() => line(({ value }) => value))
    const before = computed(() => line(({ before: old }) => old?.value ?? null))
    return () => {
      const { points, label } = props
      const at = look.value ?? points.length - 1
      return h('div', { class: 'line-chart' }, [
        scale(marks.value),
        h('div', { class: 'line-plot' }, [
          drawing(`${id}-fill`, now.value, before.value, points.at(-1).open),
          points.length === 1 && h('span', { class: 'line-alone' }, dot(now.value[0].y)),
          look.value !== null && mark(points[at], now.value[at], before.value[at]),
          h('a', {
            class: 'line-link', href: points[at].to, 'aria-label': label,
            'aria-describedby': `${id}-said`, ...on,
          }),
        ]),
        axis(points),
        h('span', { id: `${id}-said`, class: 'unseen' }, points[at].said),
        h('span', { class: 'unseen', 'aria-live': 'polite' }, spoken.value),
      ])
    }
  },
}
