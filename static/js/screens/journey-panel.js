import { h } from '../core/h.js'
import { duration, money, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { hrefWith } from '../core/router.js'
import { Delta } from '../parts/delta.js'
import { Drawer } from '../parts/dialog.js'
import { LinkTabs } from '../parts/tabs.js'
import { StageCustomers, StageEvents } from './journey-lists.js'
import { nameOfSource } from './journey-query.js'

const figure = (key, inside) => h('div', { key, class: 'figure-cell' }, [h('dt', t(`journey.panel.${key}`)), h('dd', inside)])

/** The stage's own numbers, so that its rows are read against them. */
function figures(stage, last) {
  return [
    h('dl', { class: 'figure-row' }, [
      figure('entered', [number(stage.entered), h(Delta, { now: stage.entered, before: stage.previous })]),
      figure('here', number(stage.here)),
      figure('moved', last ? '—' : percent(stage.conversion)),
      figure('time', duration(stage.median_seconds)),
    ]),
    stage.value.length > 0 && h('dl', { class: 'panel-value' }, [
      h('dt', t('journey.panel.value')), stage.value.map((sum) => h('dd', { key: sum.currency, class: 'figure strong' }, money(sum))),
    ]),
  ]
}

const tabs = (name, list) => h(LinkTabs, {
  label: t('journey.panel.lists'),
  links: [
    { href: hrefWith({ list: name ? null : 'customers', cursor: null }), label: t(name ? 'journey.panel.customers' : 'journey.panel.everyone'), current: list === 'customers' },
    { href: hrefWith({ list: 'events', cursor: null }), label: t('journey.panel.events'), current: list === 'events' },
  ],
})

/**
 * The rows behind a figure: a stage's customers and latest events, or a source's customers.
 */
export const JourneyPanel = {
  props: { journey: Object, choices: Object, sources: Array },
  emits: ['close'],
  setup(props, { emit }) {
    return () => {
      const { stage: name, source } = props.choices
      const list = props.choices.list ?? 'customers'
      const stage = props.journey?.stages.find(({ id }) => id === name)
      const title = name ? t(`stage.${name}`) : t('journey.panel.all')
      const last = stage === props.journey?.stages.at(-1)
      return h(Drawer, { label: t('journey.panel.label', { stage: title }), onClose: () => emit('close') }, {
        default: () => h('div', { class: 'panel' }, [
          h('div', { class: 'panel-head' }, [
            h('h2', { class: 'panel-title', 'data-stage': name }, title),
            h('p', { class: 'panel-sub' }, source ? t('journey.panel.fromSource', { source: nameOfSource(props.sources, source) }) : t('journey.panel.anySource')),
          ]),
          stage && figures(stage, last),
          h('div', { class: 'panel-tabs' }, tabs(name, list)),
          h(list === 'events' ? StageEvents : StageCustomers, { key: `${name} ${source} ${list}`, stage: name, source }),
        ]),
      })
    }
  },
}
