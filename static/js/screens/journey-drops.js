import { h, icon } from '../core/h.js'
import { number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { rowsHref } from './journey-query.js'

const changes = {
  '-1': { word: 'worse', sign: 'arrow-down-right', tone: 'bad' },
  0: { word: 'same', sign: 'dash' },
  1: { word: 'better', sign: 'arrow-up-right', tone: 'good' },
}

/** The change of a conversion in points; null where there is nothing to compare. */
function points({ conversion, previous_conversion: before }) {
  if (before === null || before === undefined) return null
  const change = Math.round((conversion - before) * 1000) / 10
  const { word, sign, tone } = changes[Math.sign(change)]
  return h('span', { class: 'delta', 'data-tone': tone },
    [icon(sign), t(`journey.drops.${word}`, { points: number(Math.abs(change)) })])
}

function drop(stage) {
  const lost = t('journey.drops.count', { n: number(stage.lost) })
  return h('li', { key: stage.id, class: 'drop', 'data-stage': stage.id }, [
    h('span', { class: 'drop-share figure' }, percent(stage.drop_off)),
    h('p', { class: 'drop-words' }, [
      t('journey.drops.sentence', { stage: t(`stage.${stage.id}`) }), ': ',
      h('a', { href: rowsHref({ stage: stage.id }) }, lost),
      points(stage),
    ]),
  ])
}

/** Sentences of where customers stop, most first. @param {{journey: object}} props */
export function JourneyDrops({ journey: { stages } }) {
  const drops = stages.slice(0, -1)
    .map((stage) => ({ ...stage, lost: stage.entered - stage.moved_on }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
  if (!drops.length) return h('p', { class: 'card-body muted' }, t('journey.drops.none'))
  return h('ol', { class: 'drops' }, drops.map(drop))
}
JourneyDrops.props = ['journey']
