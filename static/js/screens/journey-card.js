import { computed, h, ref } from '../core/h.js'
import { clock, dayOf, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { navigate, route, setQuery } from '../core/router.js'
import { loadD3 } from '../charts/d3.js'
import { JourneyFlow } from '../charts/journey-flow.js'
import { JourneyFunnel } from '../charts/journey-funnel.js'
import { JourneyTable } from '../charts/journey-table.js'
import { JourneyTime } from '../charts/journey-time.js'
import { useWidth } from '../charts/measure.js'
import { Failed } from '../parts/empty.js'
import { Segmented } from '../parts/segmented.js'
import { JourneyBones } from './journey-bones.js'
import { JourneyNone } from './journey-none.js'
import { rowsHref, views } from './journey-query.js'

const flowFrom = 640
const inset = 38

function subtitle({ stages }) {
  const [first] = stages
  if (!first.entered) return '\u00a0'
  const reached = first.converted?.advocacy ?? 0
  return reached > 0 ? t('journey.card.reach', { share: percent(reached / first.entered) }) : t('journey.card.reachNone')
}

const entered = ({ stages }) => stages.some((stage) => stage.entered > 0)

/** The journey in one of four pictures; the view is in the URL. */
export const JourneyCard = {
  props: { report: Object, choices: Object, live: Object },
  setup(props) {
    const box = ref(null)
    const width = useWidth(box)
    // Before the card is measured, the window's width says what will fit.
    const wide = computed(() => (width.value || window.innerWidth - 300) >= flowFrom - inset)
    const offered = computed(() => (wide.value ? views : views.slice(1)))
    const view = computed(() => (offered.value.includes(props.choices.view) ? props.choices.view : offered.value[0]))
    if (view.value === 'flow') loadD3().catch(() => {})

    const choose = (value) => setQuery({ view: value === offered.value[0] ? null : value })
    const pictures = {
      flow: (journey) => h(JourneyFlow, { journey, to: rowsHref, open: navigate, pulses: props.live.pulses.value }),
      funnel: (journey) => h(JourneyFunnel, { journey, to: rowsHref }),
      time: (journey) => h(JourneyTime, { journey, to: rowsHref }),
      table: (journey) => h(JourneyTable, { journey, to: rowsHref }),
    }
    const none = () => h(JourneyNone, { source: props.choices.source })
    const body = ({ data, error, reload }) => {
      if (data && !entered(data)) return none()
      if (data) return pictures[view.value](data)
      // A source that nobody came by is no failure: the link may be old.
      if (error?.status === 400 && props.choices.source) return none()
      return error ? h(Failed, { error, onRetry: reload }) : h(JourneyBones, { wide: wide.value, view: view.value })
    }
    const stale = ({ data, error }) => data && error && h('p', { class: 'note journey-stale', 'data-tone': 'warn', role: 'status' },
      t('journey.card.stale', { time: clock(data.asOf) }))
    return () => h('section', {
      class: 'card journey-card', 'aria-labelledby': 'journey-title', 'aria-busy': props.report.loading ? 'true' : undefined,
    }, [
      h('div', { class: 'card-head' }, [
        h('div', { class: 'card-heading' }, [
          h('h2', { id: 'journey-title' }, t('journey.card.title')),
          h('p', { class: 'card-sub' }, props.report.data ? subtitle(props.report.data) : '\u00a0'),
        ]),
        h(Segmented, {
          label: t('journey.card.views'), value: view.value, onChoose: choose,
          options: offered.value.map((value) => ({ value, label: t(`journey.card.${value}`) })),
        }),
      ]),
      h('div', { class: ['card-body', props.report.dimmed && 'dimmed'], 'data-view': view.value }, [
        stale(props.report),
        h('div', { ref: box }, body(props.report)),
      ]),
    ])
  },
}
