import { h } from '../core/h.js'
import { number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { fateWords } from './fates.js'
import { share } from './scale.js'

const name = (node) => node.name ?? stageName(node.id)

/** What a shape of the picture says: a heading and a sentence. */
function words(picture, journey, key) {
  const entered = (id) => journey.stages.find((each) => each.id === id).entered
  const ribbon = picture.ribbons.find((each) => each.key === key)
  if (ribbon) return moved(ribbon, ribbon.from.stage ? entered(ribbon.from.id) : ribbon.from.value)
  const loss = picture.losses.find((each) => each.key === key)
  if (loss) return left(loss)
  const early = picture.earlier.find((each) => each.key === key)
  if (early) return before(early)
  const source = picture.sources.find(({ id }) => id === key)
  if (source) return [source.name, t('journey.tip.source', count(source))]
  const stage = journey.stages.find(({ id }) => id === key)
  return stage && stands(stage)
}

const count = ({ value }) => ({ n: value })
const stageOf = ({ stage }) => ({ stage: stageName(stage) })

function moved({ from, to, value }, whole) {
  const part = { n: value, share: percent(share(value, whole)), of: name(from) }
  return [t('journey.tip.move', { from: name(from), to: name(to) }), t('journey.tip.share', part)]
}

const left = (loss) =>
  [t('journey.tip.left', stageOf(loss)), fateWords(loss.fate, number).join(', ')]

function before(early) {
  return [t('journey.tip.earlier', stageOf(early)), t('journey.tip.earlierCount', count(early))]
}

function stands({ id, entered, here }) {
  return [stageName(id), t('journey.tip.stage', { n: entered, here: number(here) })]
}

const room = 240
const gap = 14

/** Beside the pointer, on the side that has room. */
function place({ x, y }, width) {
  const insetBlockStart = `${y + gap}px`
  if (x > width - room) return { insetBlockStart, insetInlineEnd: `${width - x + gap}px` }
  return { insetBlockStart, insetInlineStart: `${x + gap}px` }
}

/**
 * A small card beside the pointer. Readers have the links and the table instead.
 * @param {{picture: object, journey: object, width: number,
 *   look: {key: string, x: number, y: number}}} props
 */
export function FlowTip({ picture, journey, look, width }) {
  const said = words(picture, journey, look.key)
  if (!said) return null
  return h('div', { class: 'chart-tip', 'aria-hidden': 'true', style: place(look, width) },
    [h('strong', said[0]), h('span', said[1])])
}
FlowTip.props = ['picture', 'journey', 'look', 'width']
