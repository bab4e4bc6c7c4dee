/** The rows of figures above and below the flow: one column for each stage, each a link to its rows. */
import { h, icon, unseen } from '../core/h.js'
import { duration, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Delta } from '../parts/delta.js'

/**
 * @param {{stages: object[], to: (rows: object) => string, onLook: (stage: string | null) => void}} props
 */
export function FlowHeads({ stages, to, onLook }) {
  return h('div', { class: 'flow-row' }, [
    h('span', { class: 'flow-came', 'aria-hidden': 'true' }, t('journey.flow.cameFrom')),
    h('ol', { class: 'flow-cells', 'aria-label': t('journey.flow.entered') }, stages.map((stage) => h('li', { key: stage.id }, h('a', {
      class: 'flow-head', href: to({ stage: stage.id }), 'data-stage': stage.id,
      onPointerenter: () => onLook(stage.id), onPointerleave: () => onLook(null),
      onFocus: () => onLook(stage.id), onBlur: () => onLook(null),
    }, [
      h('span', { class: 'stage-name' }, t(`stage.${stage.id}`)),
      h('span', { class: 'flow-total' }, [
        h('span', { class: 'figure flow-figure' }, number(stage.entered)),
        h(Delta, { now: stage.entered, before: stage.previous }),
      ]),
    ])))),
  ])
}
FlowHeads.props = ['stages', 'to', 'onLook']

/** Median time until a later stage; the last stage has none. */
function median(stage, last) {
  if (last) return t('journey.flow.last')
  return stage.median_seconds === null ? t('journey.flow.noTime') : [duration(stage.median_seconds), h('span', { class: 'flow-word' }, ` ${t('journey.flow.median')}`)]
}

/** @param {{stages: object[], to: (rows: object) => string}} props */
export function FlowFeet({ stages, to }) {
  return h('div', { class: 'flow-row flow-feet' }, [
    h('span', { class: 'flow-came', 'aria-hidden': 'true' }, t('journey.flow.movedOn')),
    h('ol', { class: 'flow-cells', 'aria-label': t('journey.flow.movedOn') }, stages.map((stage, at) => {
      const last = at === stages.length - 1
      return h('li', { key: stage.id }, h('a', { class: 'flow-foot', href: to({ stage: stage.id, list: 'events' }) }, [
        unseen(`${t(`stage.${stage.id}`)}: `),
        h('span', { class: 'figure strong', title: last ? undefined : t('journey.flow.movedTitle', { moved: number(stage.moved_on), n: number(stage.entered) }) },
          last ? '—' : percent(stage.conversion)),
        h('span', { class: 'flow-time' }, [icon(last ? 'goal' : 'clock'), h('span', median(stage, last))]),
      ]))
    })),
  ])
}
FlowFeet.props = ['stages', 'to']
