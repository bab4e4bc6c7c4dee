import { h } from '../core/h.js'
import { number, shortClock } from '../core/format.js'
import { t } from '../core/i18n.js'

const width = 240
const height = 36
const slot = width / 24

/**
 * The last 24 hours, a bar an hour: accepted below, refused (red, hatched by its own colour and
 * named in the title) on top. Hours without posts keep a thin foot.
 * @param {{hours: {hour: string, accepted: number, refused: number}[]}} props
 */
export function HealthBars({ hours }) {
  const top = Math.max(1, ...hours.map(({ accepted, refused }) => accepted + refused))
  const sum = (name) => hours.reduce((all, each) => all + each[name], 0)
  const tall = (n) => (n ? Math.max(2, (n / top) * (height - 2)) : 0)
  return h('svg', {
    class: 'health', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': t('connection.health', {
      accepted: number(sum('accepted')), refused: number(sum('refused')),
    }),
  }, hours.map(({ hour, accepted, refused }, index) => {
    const good = tall(accepted)
    const bad = tall(refused)
    const bar = (look, y, size) =>
      h('rect', { class: look, x: index * slot + 1, width: slot - 2, y, height: size, rx: 1.5 })
    return h('g', { key: hour }, [
      h('title', t('connection.hour', {
        hour: shortClock(hour), accepted: number(accepted), refused: number(refused),
      })),
      h('rect', { class: 'health-space', x: index * slot, y: 0, width: slot, height }),
      good + bad === 0 && bar('health-none', height - 2, 2),
      good > 0 && bar('health-good', height - good, good),
      bad > 0 && bar('health-bad', height - good - bad - (good ? 1 : 0), bad),
    ])
  }))
}
HealthBars.props = ['hours']
