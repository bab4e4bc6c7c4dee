/** Search, filters and order of the Customers screen. */
import { h, lazily } from '../core/h.js'
import { t } from '../core/i18n.js'
import { route, setQuery } from '../core/router.js'
import { stageName, stages } from '../core/stages.js'
import { Button } from '../parts/button.js'
import { Select } from '../parts/field.js'
import { FilterChips } from '../parts/filter-chips.js'
import { Popover } from '../parts/popover.js'
import { SearchField } from '../parts/search-field.js'
import { sourceName } from '../parts/source-name.js'
import { filterChips } from './customers-chips.js'
import { nothingChosen, ordering, orders, spans } from './customers-query.js'

const MoreFilters = lazily(() => import('./customers-more.js'), 'MoreFilters')

const choose = (name) => (value) => setQuery({ [name]: value, cursor: null })

/** A choice that names its filter while nothing is chosen, and keeps what a link asked for. */
function select(name, any, options) {
  const value = route.query[name] ?? ''
  const known = !value || options.some((each) => each.value === value)
  return h(Select, {
    label: t(any), value, onChoose: choose(name),
    options: [{ value: '', label: t(any) }, ...options, ...known ? [] : [{ value, label: value }]],
  })
}

const stageOptions = () => stages.map((value) => ({ value, label: stageName(value) }))
const seenOptions = () =>
  spans.map((value) => ({ value, label: t(`customers.within.${value}`) }))

/** Headings order wide tables; narrow ones have none. */
function sortSelect() {
  const { by, descending } = ordering()
  const names = route.query.entered ? ['entered', ...orders] : orders
  const plainly = (name) => (name === 'name') !== descending
  const onChoose = (sort) => setQuery({ sort, order: null, cursor: null })
  return h('span', { class: 'only-narrow' }, h(Select, {
    label: t('customers.sortLabel'), value: plainly(by) ? by : '', onChoose,
    options: [
      ...plainly(by) ? [] : [{ value: '', label: t(`customers.sort.${by}`) }],
      ...names.map((value) => ({ value, label: t(`customers.sort.${value}`) })),
    ],
  }))
}

const more = (connections) => h(Popover, {
  label: t('customers.moreLabel'), look: 'more-filters',
}, {
  trigger: (props) => h(Button, { ...props, icon: 'sliders' }, () => t('customers.more')),
  default: ({ close }) => h(MoreFilters, { connections, onClose: close }),
})

const clear = () => setQuery(nothingChosen())
const search = (text) => setQuery({ q: text, cursor: null }, { replace: true })

/**
 * @param {{sources: {id: string, name: string | null}[], connections: object[]}} props
 */
export function CustomerFilters({ sources, connections }) {
  const chips = filterChips(new Map(connections.map(({ id, name }) => [id, name])))
  return [
    h('div', { class: 'filters', role: 'group', 'aria-label': t('customers.filters') }, [
      h(SearchField, {
        label: t('customers.search'), value: route.query.q ?? '', onSearch: search,
      }),
      select('stage', 'customers.stage', stageOptions()),
      select('source', 'customers.source',
        sources.map(({ id }) => ({ value: id, label: sourceName(id) }))),
      select('seen', 'customers.anyTime', seenOptions()),
      more(connections),
      sortSelect(),
    ]),
    chips.length > 0 && h(FilterChips, { filters: chips, onClear: clear }),
  ]
}
CustomerFilters.props = ['sources', 'connections']
