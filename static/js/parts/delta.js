import { h, icon, unseen } from '../core/h.js'
import { t } from '../core/i18n.js'
import { number, percent } from '../core/format.js'

/**
 * The change of a figure against the one before: arrow, share, and the old figure in the title.
 * Draws nothing where there is nothing to compare with.
 * @param {{now: number | null, before: number | null, goodWhen?: 'up'|'down', show?: (n: number) =>
 *   string}} props
 */
export function Delta({ now, before, goodWhen = 'up', show = number }) {
  if (now === null || before === null || before === undefined || before === 0) return null
  const change = now / before - 1
  const flat = Math.abs(change) < 0.0005
  const rose = change > 0
  const tone = flat ? undefined : rose === (goodWhen === 'up') ? 'good' : 'bad'
  const word = t(flat ? 'delta.same' : rose ? 'delta.up' : 'delta.down')
  return h('span', {
    class: 'delta', 'data-tone': tone, title: t('delta.was', { before: show(before) }),
  }, [
    icon(flat ? 'dash' : rose ? 'arrow-up-right' : 'arrow-down-right'),
    unseen(`${word} `),
    percent(Math.abs(change), Math.abs(change) < 0.1 ? 1 : 0),
  ])
}
Delta.props = ['now', 'before', 'goodWhen', 'show']
