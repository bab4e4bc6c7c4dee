import { h, icon, unseen } from '../core/h.js'
import { compact, duration, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { Delta } from '../parts/delta.js'
import { fateWords } from './fates.js'
import { percentOf, share } from './scale.js'

function note(stage, left) {
  const fate = left.find((each) => each.stage === stage.id)
  const words = fate ? fateWords(fate, compact) : []
  return h('p', { class: 'funnel-note' }, [
    h('span', t('journey.funnel.moved', { share: percent(stage.conversion) })),
    words.length > 0 && h('span', { class: 'funnel-left', title: number(fate.value) },
      [icon('arrow-down-right'), words.join(', ')]),
  ])
}

/** The hatched part is who entered the stage before and not this one. */
function bar(stage, before, most) {
  const full = share(stage.entered, most)
  const lost = before ? Math.max(0, share(before.entered, most) - full) : 0
  return h('span', { class: 'funnel-bar', 'aria-hidden': 'true' }, [
    h('span', { class: 'funnel-fill', style: { inlineSize: percentOf(full) } }),
    h('span', { class: 'funnel-lost', style: { inlineSize: percentOf(lost) } }),
  ])
}

const time = (seconds) => h('span', { class: 'funnel-time', title: t('journey.funnel.timeTitle') },
  [icon('clock'), duration(seconds), unseen(` ${t('journey.flow.median')}`)])

function step(stage, at, { stages, left, most, to }) {
  return h('li', { key: stage.id, class: 'funnel-step', 'data-stage': stage.id }, [
    h('a', { class: 'funnel-link', href: to({ stage: stage.id }) }, [
      h('span', { class: 'funnel-name' }, [
        h('span', { class: 'stage-name' }, stageName(stage.id)),
        stage.median_seconds !== null && time(stage.median_seconds),
      ]),
      h('span', { class: 'funnel-total' }, [
        h('span', { class: 'figure funnel-figure' }, number(stage.entered)),
        h(Delta, { now: stage.entered, before: stage.previous }),
      ]),
      bar(stage, stages[at - 1], most),
    ]),
    at < stages.length - 1 && note(stage, left),
  ])
}

/**
 * The stages as bars under one another; what fell away is hatched.
 * @param {{journey: object, to: (rows: object) => string}} props
 */
export function JourneyFunnel({ journey: { stages, left }, to }) {
  const most = Math.max(...stages.map(({ entered }) => entered))
  return h('ol', { class: 'funnel' },
    stages.map((stage, at) => step(stage, at, { stages, left, most, to })))
}
JourneyFunnel.props = ['journey', 'to']
