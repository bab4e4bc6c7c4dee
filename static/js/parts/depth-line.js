import { h } from '../core/h.js'
import { duration, number, shortClock } from '../core/format.js'
import { t } from '../core/i18n.js'

const width = 600
const height = 90
const room = height - 6

/** @typedef {{at: string, waiting: number}} Moment */

const time = ({ at }) => Date.parse(at)

/** Where the moments lie: time to the right, waiting deliveries upwards. */
function points(moments, most) {
  const first = time(moments[0])
  const span = Math.max(1, time(moments.at(-1)) - first)
  return moments.map((moment) => ({
    moment,
    x: ((time(moment) - first) / span) * width,
    y: height - 2 - (moment.waiting / Math.max(1, most)) * room,
  }))
}

/**
 * How many deliveries waited, over the last hour at most.
 * @param {{moments: Moment[]}} props the oldest first
 */
export function DepthLine({ moments }) {
  if (moments.length < 2) return h('p', { class: 'small muted' }, t('status.noPicture'))
  const most = Math.max(...moments.map(({ waiting }) => waiting))
  const line = points(moments, most)
  const path = line.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' L')
  const label = t('status.picture', {
    span: duration((time(moments.at(-1)) - time(moments[0])) / 1000),
    now: number(moments.at(-1).waiting), most: number(most),
  })
  const slot = width / line.length
  return h('figure', { class: 'depth' }, [
    h('svg', {
      class: 'depth-line', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none',
      role: 'img', 'aria-label': label,
    }, [
      h('path', { class: 'depth-area', d: `M0,${height} L${path} L${width},${height} Z` }),
      h('path', { class: 'depth-edge', d: `M${path}`, 'vector-effect': 'non-scaling-stroke' }),
      line.map(({ moment, x }) => h('rect', {
        key: moment.at, class: 'depth-space', x: x - slot / 2, y: 0, width: slot, height,
      }, h('title', t('status.moment', {
        time: shortClock(moment.at), n: moment.waiting,
      })))),
    ]),
    h('figcaption', { class: 'small muted' }, label),
  ])
}
DepthLine.props = ['moments']
