import { h } from '../core/h.js'
import { duration } from '../core/format.js'
import { t } from '../core/i18n.js'
import { percentOf, TimeAxis, timeStops } from './axis.js'
import { log } from './scale.js'

const lengths = ({ p25_seconds: p25, median_seconds: median, p75_seconds: p75, p90_seconds: p90 }) => [p25, median, p75, p90]
const timed = (stage) => lengths(stage).every((seconds) => seconds !== null && seconds !== undefined)

function strip(stage, place) {
  const [p25, median, p75, p90] = lengths(stage).map(place)
  const at = (from, to) => ({ insetInlineStart: percentOf(from), inlineSize: percentOf(to - from) })
  return [
    h('span', { class: 'time-slow', style: at(p75, p90) }),
    h('span', { class: 'time-half', style: at(p25, p75) }),
    h('span', { class: 'time-median', style: { insetInlineStart: percentOf(median) } }),
  ]
}

function row(stage, last, place, to) {
  const known = timed(stage)
  return h('li', { key: stage.id, class: 'time-row', 'data-stage': stage.id }, [
    h('a', { class: 'time-link', href: to({ stage: stage.id }) }, [
      h('span', { class: 'stage-name' }, t(`stage.${stage.id}`)),
      h('span', { class: 'time-figures' }, known
        ? [h('strong', { class: 'figure' }, duration(stage.median_seconds)),
          h('span', { class: 'time-more' }, t('journey.time.half', { from: duration(stage.p25_seconds), to: duration(stage.p75_seconds) }))]
        : h('span', { class: 'time-more' }, t(last ? 'journey.flow.last' : 'journey.flow.noTime'))),
    ]),
    h('div', { class: 'time-strip', 'aria-hidden': 'true' }, known ? strip(stage, place) : []),
  ])
}

const legend = () => h('ul', { class: 'time-legend', 'aria-hidden': 'true' }, [
  h('li', [h('span', { class: 'time-key time-key-median' }), t('journey.time.median')]),
  h('li', [h('span', { class: 'time-key time-key-half' }), t('journey.time.middle')]),
  h('li', [h('span', { class: 'time-key time-key-slow' }), t('journey.time.slow')]),
])

/**
 * How long customers stay in each stage, on an axis that grows by factors: hours and months
 * fit on one line.
 * @param {{journey: object, to: (rows: object) => string}} props
 */
export function JourneyTime({ journey: { stages }, to }) {
  const seconds = stages.filter(timed).flatMap(lengths)
  const ticks = timeStops(seconds.length ? seconds : [3600, 86400])
  const place = log([ticks[0].seconds, ticks.at(-1).seconds], [0, 1])
  return h('div', { class: 'time' }, [
    h('div', { class: 'time-plot' }, [
      h('ol', { class: 'time-rows' }, stages.map((stage, at) => row(stage, at === stages.length - 1, place, to))),
      h(TimeAxis, { ticks, place }),
    ]),
    legend(),
  ])
}
JourneyTime.props = ['journey', 'to']
