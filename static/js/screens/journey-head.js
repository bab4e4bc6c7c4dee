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

const choosePeriod = ({ period, from = null, to = null }) =>
  setQuery({ period: period === '30d' ? null : period, from, to })
const chooseCompare = (value) => setQuery({ compare: value === 'prev' ? null : value })

function compare({ compare: chosen }, range) {
  const label = t('journey.compare.label')
  const on = chosen !== 'off'
  const item = (value) => ({
    label: t(`journey.compare.${value}`), icon: value === chosen ? 'check' : 'dash',
    run: () => chooseCompare(value),
  })
  return h(Menu, { label, items: comparisons.map(item) }, {
    trigger: (props) => h(Button, {
      ...props, kind: on ? 'soft' : 'plain', icon: on ? 'check' : 'iterations',
      'aria-label': `${label}: ${t(`journey.compare.${chosen}`)}`,
      title: on && range ? t('journey.compare.with', { range: rangeText(range) }) : undefined,
    }, () => t('journey.compare.button')),
  })
}

function sourceFilter({ source }, sources) {
  const options = [
    { value: '', label: t('journey.allSources') },
    ...(sources ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  // A link may name a source that brought nobody in these days.
  if (!options.some(({ value }) => value === source)) {
    options.push({ value: source, label: nameOfSource(null, source) })
  }
  const onChoose = (id) => setQuery({ source: id, cursor: null })
  return h(Select, { label: t('journey.source'), value: source, onChoose, options })
}

function bindJourneyKeys(choices) {
  bindKeys([
    ...Object.entries(periodKeys).map(([keys, period]) => (
      { keys, label: `journey.keys.${period}`, run: () => choosePeriod({ period }) })),
    {
      keys: 'x', label: 'journey.keys.compare',
      run: () => chooseCompare(choices().compare === 'off' ? 'prev' : 'off'),
    },
  ])
}

const where = ({ source }, sources) => (source
  ? t('journey.ofSource', { source: nameOfSource(sources, source) }) : t('journey.allSources'))

/**
 * Heading, live dot, and what is shown: period, comparison, source. `bare` while there is
 * nothing to choose from.
 */
export const JourneyHead = {
  props: { title: String, choices: Object, report: Object, sources: Array, bare: Boolean },
  setup(props) {
    bindJourneyKeys(() => props.choices)
    const sub = () => [
      h(LiveStatus),
      h('span', where(props.choices, props.sources)),
      h('span', session.organisation?.time_zone),
    ]
    const side = () => [
      h(PeriodPicker, { range: props.choices, onChoose: choosePeriod }),
      compare(props.choices, props.report.data?.compare),
      sourceFilter(props.choices, props.sources),
    ]
    return () => h(PageHead, { title: props.title },
      { sub, side: props.bare ? undefined : side })
  },
}
