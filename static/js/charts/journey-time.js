import { h } from '../core/h.js'
import { duration } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { TimeAxis, timeStops } from './axis.js'
import { log, percentOf } from './scale.js'

const lengths = (stage) =>
  [stage.p25_seconds, stage.median_seconds, stage.p75_seconds, stage.p90_seconds]
const timed = (stage) => !lengths(stage).includes(null)

function strip(stage, place) {
  const [p25, median, p75, p90] = lengths(stage).map(place)
  const at = (from, to) => ({ insetInlineStart: percentOf(from), inlineSize: percentOf(to - from) })
  return [
    h('span', { class: 'time-slow', style: at(p75, p90) }),
    h('span', { class: 'time-half', style: at(p25, p75) }),
    h('span', { class: 'time-median', style: { insetInlineStart: percentOf(median) } }),
  ]
}

function half({ p25_seconds: from, p75_seconds: to }) {
  return t('journey.time.half', { from: duration(from), to: duration(to) })
}

function row(stage, last, place, to) {
  const known = timed(stage)
  return h('li', { key: stage.id, class: 'time-row', 'data-stage': stage.id }, [
    h('a', { class: 'time-link', href: to({ stage: stage.id }) }, [
      h('span', { class: 'stage-name' }, stageName(stage.id)),
      h('span', { class: 'time-figures' }, known
        ? [h('strong', { class: 'figure' }, duration(stage.median_seconds)),
          h('span', { class: 'time-more' }, half(stage))]
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
      h('ol', stages.map((stage) => row(stage, stage === stages.at(-1), place, to))),
      h(TimeAxis, { ticks, place }),
    ]),
    legend(),
  ])
}
JourneyTime.props = ['journey', 'to']
