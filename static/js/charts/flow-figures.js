/** The figures above and below the flow, a column for each stage; each is a link to its rows. */
import { h, icon, unseen } from '../core/h.js'
import { duration, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { Delta } from '../parts/delta.js'

/** A row of five columns behind a word; `of` says what they are to those who cannot see it. */
const row = (word, of, cells, look) => h('div', { class: ['flow-row', look] }, [
  h('span', { class: 'flow-came', 'aria-hidden': 'true' }, t(word)),
  h('ol', { class: 'flow-cells', 'aria-label': t(of) }, cells),
])

function head(stage, to, onLook) {
  const [look, leave] = [() => onLook(stage.id), () => onLook(null)]
  return h('li', { key: stage.id }, h('a', {
    class: 'flow-head', href: to({ stage: stage.id }), 'data-stage': stage.id,
    onPointerenter: look, onPointerleave: leave, onFocus: look, onBlur: leave,
  }, [
    h('span', { class: 'stage-name', title: stageName(stage.id) }, stageName(stage.id)),
    h('span', { class: 'flow-total' }, [
      h('span', { class: 'figure flow-figure' }, number(stage.entered)),
      h(Delta, { now: stage.entered, before: stage.previous }),
    ]),
  ]))
}

/**
 * @param {{stages: object[], to: (rows: object) => string,
 *   onLook: (stage: string | null) => void}} props
 */
export function FlowHeads({ stages, to, onLook }) {
  const cells = stages.map((stage) => head(stage, to, onLook))
  return row('journey.flow.cameFrom', 'journey.flow.entered', cells)
}
FlowHeads.props = ['stages', 'to', 'onLook']

/** Median time until a later stage; the last stage has none. */
function median({ median_seconds: seconds }, last) {
  if (last) return t('journey.flow.last')
  if (seconds === null) return t('journey.flow.noTime')
  return t('journey.flow.time', { time: duration(seconds) })
}

/** The figure is how many moved on; the last stage has only events to show. */
function foot(stage, last, to) {
  const counted = { moved: number(stage.moved_on), n: stage.entered }
  const title = last ? undefined : t('journey.flow.movedTitle', counted)
  const href = to({ stage: stage.id, list: last ? 'events' : 'moved' })
  return h('li', { key: stage.id }, h('a', { class: 'flow-foot', href }, [
    unseen(`${stageName(stage.id)}: `),
    h('span', { class: 'figure strong', title }, last ? '—' : percent(stage.conversion)),
    h('span', { class: 'flow-time' }, [icon(last ? 'goal' : 'clock'), median(stage, last)]),
  ]))
}

/** @param {{stages: object[], to: (rows: object) => string}} props */
export function FlowFeet({ stages, to }) {
  const cells = stages.map((stage) => foot(stage, stage === stages.at(-1), to))
  return row('journey.flow.movedOn', 'journey.flow.movedOn', cells, 'flow-feet')
}
FlowFeet.props = ['stages', 'to']
