import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { Button } from '../parts/button.js'
import { PeriodPicker, rangeText } from '../parts/date-range.js'
import { Select } from '../parts/field.js'
import { LiveStatus } from '../parts/live-status.js'
import { Menu } from '../parts/menu.js'
import { PageHead } from '../parts/page-head.js'
import { nameOfSource } from './journey-query.js'

const periodKeys = { w: '7d', m: '30d', q: '90d', y: '12m' }
const comparisons = ['prev', 'yoy', 'off']

const choosePeriod = ({ period, from, to }) => setQuery({ period: period === '30d' ? null : period, from, to })
const chooseCompare = (value) => setQuery({ compare: value === 'prev' ? null : value })

function compare({ compare: chosen }, report) {
  const on = chosen !== 'off'
  const range = report.data?.compare
  return h(Menu, {
    label: t('journey.compare.label'),
    items: comparisons.map((value) => ({
      label: t(`journey.compare.${value}`), icon: value === chosen ? 'check' : 'dash', run: () => chooseCompare(value),
    })),
  }, {
    trigger: (props) => h(Button, {
      ...props, kind: on ? 'soft' : 'plain', icon: on ? 'check' : 'iterations',
      'aria-label': `${t('journey.compare.label')}: ${t(`journey.compare.${chosen}`)}`,
      title: on && range ? t('journey.compare.with', { range: rangeText(range) }) : undefined,
    }, () => t('journey.compare.button')),
  })
}

function sourceFilter({ source }, sources) {
  const known = sources ?? []
  const missing = source && !known.some(({ id }) => id === source) ? [{ id: source, name: nameOfSource(null, source) }] : []
  return h(Select, {
    label: t('journey.source'), value: source, onChoose: (id) => setQuery({ source: id, cursor: null }),
    options: [{ value: '', label: t('journey.allSources') }, ...[...known, ...missing].map(({ id, name }) => ({ value: id, label: name }))],
  })
}

/** Heading, live dot, and what is shown: period, comparison, source; `bare` while there is nothing to choose. */
export const JourneyHead = {
  props: { choices: Object, report: Object, sources: Array, bare: Boolean },
  setup(props) {
    bindKeys([
      ...Object.entries(periodKeys).map(([keys, period]) => ({
        keys, label: `journey.keys.${period}`, run: () => choosePeriod({ period, from: null, to: null }),
      })),
      { keys: 'x', label: 'journey.keys.compare', run: () => chooseCompare(props.choices.compare === 'off' ? 'prev' : 'off') },
    ])
    const where = ({ source }) => (source ? t('journey.ofSource', { source: nameOfSource(props.sources, source) }) : t('journey.allSources'))
    return () => h(PageHead, { title: t('journey.title') }, {
      sub: () => [h(LiveStatus), h('span', where(props.choices)), h('span', session.organisation?.timeZone)],
      side: props.bare ? undefined : () => [
        h(PeriodPicker, { range: props.choices, onChoose: choosePeriod }),
        compare(props.choices, props.report),
        sourceFilter(props.choices, props.sources),
      ],
    })
  },
}
