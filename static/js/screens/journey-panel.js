import { h } from '../core/h.js'
import { duration, money, number, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'
import { Delta } from '../parts/delta.js'
import { Drawer } from '../parts/dialog.js'
import { LinkTabs } from '../parts/tabs.js'
import { StageCustomers, StageEvents } from './journey-lists.js'
import { nameOfSource, rowsHref } from './journey-query.js'

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

/** The lists of a stage; nobody moves on from the last one. A source has those who began. */
const listsOf = (name, last) => {
  if (!name) return ['began', 'events']
  return ['entered', ...last ? [] : ['moved', 'left', 'open'], 'here', 'events']
}

const tabs = (name, last, shown) => h(LinkTabs, {
  label: t('journey.panel.lists'),
  links: listsOf(name, last).map((list) => ({
    // A source has no stage that would keep the panel open.
    href: rowsHref({ list: list === 'entered' ? null : list }),
    label: t(`journey.panel.list.${list}`), current: list === shown,
  })),
})

/** What narrows the list further: where they went on to. */
const narrowed = ({ next, converted }) => {
  if (next) return `, ${t('journey.panel.next', { stage: stageName(next) })}`
  return converted ? `, ${t('journey.panel.converted', { stage: stageName(converted) })}` : ''
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
      const { stage: name, source, list, next, converted } = props.choices
      const stages = props.report.data?.stages
      const stage = stages?.find(({ id }) => id === name)
      const last = stage === stages?.at(-1)
      const shown = list ?? (name ? 'entered' : 'began')
      const choices = { ...props.choices, list: shown }
      return h('div', { class: 'panel' }, [
        head(name, title(name), fromSource(props.sources, source) + narrowed(props.choices)),
        stage && figures(stage, last),
        h('div', { class: 'panel-tabs' }, tabs(name, last, shown)),
        h(shown === 'events' ? StageEvents : StageCustomers, {
          key: [name, source, shown, next, converted].join(' '), choices,
          period: props.report.data?.period,
        }),
      ])
    }
    const title = (name) => t(name ? `stage.${name}` : 'journey.panel.all')
    return () => {
      const label = t('journey.panel.label', { stage: title(props.choices.stage) })
      return h(Drawer, { label, onClose: close }, inside)
    }
  },
}
