import { h, icon } from '../core/h.js'
import { number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { rowsHref } from './journey-query.js'

/** The change of a conversion in points; null where there is nothing to compare. */
function points({ conversion, previous_conversion: before }) {
  if (before === null || before === undefined) return null
  const change = Math.round((conversion - before) * 1000) / 10
  const key = change === 0 ? 'same' : change > 0 ? 'better' : 'worse'
  const sign = change === 0 ? 'dash' : change > 0 ? 'arrow-up-right' : 'arrow-down-right'
  return h('span', { class: 'delta', 'data-tone': change === 0 ? undefined : change > 0 ? 'good' : 'bad' },
    [icon(sign), t(`journey.drops.${key}`, { points: number(Math.abs(change)) })])
}

/** Sentences of where customers stop, most first. @param {{journey: object}} props */
export function JourneyDrops({ journey: { stages } }) {
  const drops = stages.slice(0, -1)
    .map((stage) => ({ ...stage, lost: stage.entered - stage.moved_on }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
  if (!drops.length) return h('p', { class: 'card-body muted' }, t('journey.drops.none'))
  return h('ol', { class: 'drops' }, drops.map((stage) => h('li', { key: stage.id, class: 'drop', 'data-stage': stage.id }, [
    h('span', { class: 'drop-share figure' }, percent(stage.drop_off)),
    h('p', { class: 'drop-words' }, [
      t('journey.drops.sentence', { stage: t(`stage.${stage.id}`) }), ': ',
      h('a', { href: rowsHref({ stage: stage.id }) }, t('journey.drops.count', { n: number(stage.lost) })),
      points(stage),
    ]),
  ])))
}
JourneyDrops.props = ['journey']
