import { h, icon } from '../core/h.js'
import { number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { rowsHref } from './journey-query.js'

/** Whether customers of these days may still move on: a move counts within a window of days. */
export const stillOpen = ({ period, window_days: days, as_of: at }) =>
  Date.parse(`${period.to}T00:00:00Z`) + days * 86_400_000 > Date.parse(at)

/** The change of a conversion in points. What is not over yet is not called bad. */
function points({ conversion, previous_conversion: before }, open) {
  if (before === null) return null
  const change = Math.round((conversion - before) * 1000) / 10
  if (change === 0) return delta('dash', t('journey.drops.same'))
  const places = { points: number(Math.abs(change)) }
  if (change > 0) return delta('arrow-up-right', t('journey.drops.above', places), 'good')
  return open ? delta('arrow-down-right', t('journey.drops.belowSoFar', places))
    : delta('arrow-down-right', t('journey.drops.below', places), 'bad')
}

const delta = (sign, words, tone) =>
  h('span', { class: 'delta', 'data-tone': tone }, [icon(sign), words])

/** Who left, and who may still go on; each a link to them. */
const lost = ({ id, left, still_open: open }) => [
  ['left', left], ['open', open],
].filter(([, n]) => n > 0).flatMap(([list, n], at) => [
  at > 0 && ', ',
  h('a', { href: rowsHref({ stage: id, list }) }, t(`journey.drops.${list}`, { n })),
])

function drop(stage, open) {
  return h('li', { key: stage.id, class: 'drop', 'data-stage': stage.id }, [
    h('span', { class: 'drop-share figure' }, percent(stage.drop_off)),
    h('p', { class: 'drop-words' }, [
      t('journey.drops.sentence', { stage: stageName(stage.id) }), ': ',
      lost(stage),
      points(stage, open),
    ]),
  ])
}

/** Sentences of where customers stop, most first. @param {{journey: object}} props */
export function JourneyDrops({ journey }) {
  const drops = journey.stages.slice(0, -1)
    .map((stage) => ({ ...stage, lost: stage.entered - stage.moved_on }))
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
  if (!drops.length) return h('p', { class: 'card-body muted' }, t('journey.drops.none'))
  const open = stillOpen(journey)
  return h('ol', { class: 'drops' }, drops.map((stage) => drop(stage, open)))
}
JourneyDrops.props = ['journey']
