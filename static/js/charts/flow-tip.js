import { h } from '../core/h.js'
import { number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { share } from './scale.js'

const name = (node) => node.name ?? t(`stage.${node.id}`)

/** What a shape of the picture says: a heading and a sentence. */
function words(picture, journey, key) {
  const stage = (id) => journey.stages.find((each) => each.id === id)
  const ribbon = picture.ribbons.find((each) => each.key === key)
  if (ribbon) {
    const whole = ribbon.from.stage ? stage(ribbon.from.id).entered : ribbon.from.value
    return [t('journey.tip.move', { from: name(ribbon.from), to: name(ribbon.to) }),
      t('journey.tip.share', { n: number(ribbon.value), share: percent(share(ribbon.value, whole)), of: name(ribbon.from) })]
  }
  const loss = picture.losses.find((each) => each.key === key)
  if (loss) {
    const whole = stage(loss.stage).entered
    return [t('journey.tip.left', { stage: t(`stage.${loss.stage}`) }),
      t('journey.tip.leftShare', { n: number(loss.value), share: percent(share(loss.value, whole)), days: journey.window_days })]
  }
  const early = picture.earlier.find((each) => each.key === key)
  if (early) return [t('journey.tip.earlier', { stage: t(`stage.${early.stage}`) }), t('journey.tip.earlierCount', { n: number(early.value) })]
  const source = picture.sources.find(({ id }) => id === key)
  if (source) return [source.name, t('journey.tip.source', { n: number(source.value) })]
  const node = stage(key)
  return node && [t(`stage.${key}`), t('journey.tip.stage', { n: number(node.entered), here: number(node.here) })]
}

/**
 * A small card beside the pointer. Readers have the links and the table instead.
 * @param {{picture: object, journey: object, look: {key: string, x: number, y: number, hover?: boolean} | null, width: number}} props
 */
export function FlowTip({ picture, journey, look, width }) {
  const said = look?.hover && words(picture, journey, look.key)
  if (!said) return null
  const flip = look.x > width - 240
  return h('div', {
    class: 'flow-tip', 'aria-hidden': 'true',
    style: { insetBlockStart: `${look.y + 14}px`, insetInlineStart: flip ? undefined : `${look.x + 14}px`, insetInlineEnd: flip ? `${width - look.x + 14}px` : undefined },
  }, [h('strong', said[0]), h('span', said[1])])
}
FlowTip.props = ['picture', 'journey', 'look', 'width']
