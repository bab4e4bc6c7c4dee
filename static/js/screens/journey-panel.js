import { h } from '../core/h.js'
import { duration, money, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Delta } from '../parts/delta.js'
import { Drawer } from '../parts/dialog.js'
import { LinkTabs } from '../parts/tabs.js'
import { StageCustomers, StageEvents } from './journey-lists.js'
import { nameOfSource } from './journey-query.js'

const figure = (key, inside) => h('div', { key, class: 'figure-cell' },
  [h('dt', t(`journey.panel.${key}`)), h('dd', inside)])

const sum = (each) => h('dd', { key: each.currency, class: 'figure strong' }, money(each))

/** The stage's own numbers, so that its rows are read against them. */
function figures(stage, last) {
  const change = h(Delta, { now: stage.entered, before: stage.previous })
  return [
    h('dl', { class: 'figure-row' }, [
      figure('entered', [number(stage.entered), change]),
      figure('here', number(stage.here)),
      figure('moved', last ? '—' : percent(stage.conversion)),
      figure('time', duration(stage.median_seconds)),
    ]),
    stage.value.length > 0 && h('dl', { class: 'panel-value' },
      [h('dt', t('journey.panel.value')), stage.value.map(sum)]),
  ]
}

function tabs(name, list) {
  const tab = (value, label, kept) => ({
    href: hrefWith({ list: kept, cursor: null }), label: t(label), current: list === value,
  })
  return h(LinkTabs, {
    label: t('journey.panel.lists'),
    links: [
      // A source's customers have no stage that would keep the panel open.
      name ? tab('customers', 'journey.panel.customers', null)
        : tab('customers', 'journey.panel.everyone', 'customers'),
      tab('events', 'journey.panel.events', 'events'),
    ],
  })
}

function head(name, title, from) {
  return h('div', { class: 'panel-head' }, [
    h('h2', { class: 'panel-title', 'data-stage': name }, title),
    h('p', { class: 'panel-sub' }, from),
  ])
}

const fromSource = (sources, source) => (source
  ? t('journey.panel.fromSource', { source: nameOfSource(sources, source) })
  : t('journey.panel.anySource'))

/**
 * The rows behind a figure: a stage's customers and latest events, or a source's customers.
 */
export const JourneyPanel = {
  props: { report: Object, choices: Object, sources: Array },
  emits: ['close'],
  setup(props, { emit }) {
    const close = () => emit('close')
    const inside = () => {
      const { stage: name, source, list } = props.choices
      const stages = props.report.data?.stages
      const stage = stages?.find(({ id }) => id === name)
      const shown = list ?? 'customers'
      return h('div', { class: 'panel' }, [
        head(name, title(name), fromSource(props.sources, source)),
        stage && figures(stage, stage === stages.at(-1)),
        h('div', { class: 'panel-tabs' }, tabs(name, shown)),
        h(shown === 'events' ? StageEvents : StageCustomers,
          { key: `${name} ${source} ${shown}`, stage: name, source }),
      ])
    }
    const title = (name) => t(name ? `stage.${name}` : 'journey.panel.all')
    return () => {
      const label = t('journey.panel.label', { stage: title(props.choices.stage) })
      return h(Drawer, { label, onClose: close }, inside)
    }
  },
}
