import { h, lazily } from '../core/h.js'
import { dayOf } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'
import { Popover } from './popover.js'
import { Segmented } from './segmented.js'

const DateDays = lazily(() => import('./date-days.js'), 'DateDays')

/**
 * from, to: YYYY-MM-DD, both days included
 * @typedef {{period: string, from?: string | null, to?: string | null}} Range
 */

const fixed = ['7d', '30d', '90d', '12m']

/** 22 Oct – 20 Nov 2026 @param {{from: string, to: string}} range */
export const rangeText = ({ from, to }) => t('period.range', {
  from: dayOf(from, { year: from.slice(0, 4) !== to.slice(0, 4) }), to: dayOf(to, { year: true }),
})

/**
 * The period of a report: four fixed lengths, and any days by calendar.
 * @param {{range: Range, onChoose: (range: Range) => void}} props
 */
export function PeriodPicker({ range, onChoose }) {
  const custom = range.period === 'custom' && range.from && range.to
  return h('div', { class: 'period' }, [
    h(Segmented, {
      label: t('period.label'), value: range.period,
      onChoose: (period) => onChoose({ period, from: null, to: null }),
      options: fixed.map((value) => ({ value, label: t(`period.${value}`) })),
    }),
    h(Popover, { label: t('period.custom'), look: 'period-panel' }, {
      trigger: (props) => h(Button, {
        ...props, icon: 'calendar', kind: custom ? 'soft' : 'plain',
        label: custom ? undefined : t('period.custom'),
      }, custom ? () => rangeText(range) : undefined),
      default: ({ close }) => h(DateDays, { range, onChoose, onClose: close }),
    }),
  ])
}
PeriodPicker.props = ['range', 'onChoose']
