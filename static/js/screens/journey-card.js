import { computed, h, lazily, ref, shallowReactive, watch } from '../core/h.js'
import { ApiError } from '../core/api.js'
import { clock, percent } from '../core/format.js'
import { t } from '../core/i18n.js'
import { navigate, setQuery } from '../core/router.js'
import { stageName } from '../core/stages.js'
import { inTurn } from '../core/turn.js'
import { JourneyFlow } from '../charts/journey-flow.js'
import { useWidth } from '../charts/measure.js'
import { Failed } from '../parts/empty.js'
import { Segmented } from '../parts/segmented.js'
import { JourneyBones } from './journey-bones.js'
import { rowsHref, views } from './journey-query.js'

const JourneyNone = lazily(() => import('./journey-none.js'), 'JourneyNone')

/** All but the first picture are fetched when they are chosen. */
const fetches = {
  flow: async () => JourneyFlow,
  funnel: async () => (await import('../charts/journey-funnel.js')).JourneyFunnel,
  time: async () => (await import('../charts/journey-time.js')).JourneyTime,
  table: async () => (await import('../charts/journey-table.js')).JourneyTable,
}

const flowFrom = 640
/** The card's own inset, left and right. */
const inset = 38
/** What the sidebar takes, roughly: a guess until the card is measured. */
const beside = 300

function subtitle({ stages: [first] }) {
  if (!first.entered) return '\u00a0'
  const reached = first.converted.advocacy ?? 0
  const places = { stage: stageName('advocacy'), share: percent(reached / first.entered) }
  return t(reached ? 'journey.card.reach' : 'journey.card.reachNone', places)
}

const anybody = ({ stages }) => stages.some(({ entered }) => entered > 0)
/** There is no picture of nobody. */
const drawable = (report) => (report && anybody(report) ? report : null)

/** Newer figures failed to load: the old ones stay, and say from when they are. */
export const staleNote = ({ data, error }) => data && error && h('p', {
  class: 'note journey-stale', 'data-tone': 'warn', role: 'status',
}, t('journey.card.stale', { time: clock(data.as_of) }))

/** Which pictures fit, and which one is shown; a view that does not fit falls back. */
function choice(props, width) {
  const wide = computed(() => (width.value || window.innerWidth - beside) >= flowFrom - inset)
  const offered = computed(() => (wide.value ? views : views.slice(1)))
  const view = computed(() => {
    const { view: wanted } = props.choices
    return offered.value.includes(wanted) ? wanted : offered.value[0]
  })
  return { offered, view }
}

/** The picture of a view, fetched beside its numbers; the one before stays until it is here. */
function usePicture(view) {
  const self = shallowReactive({ shown: null, error: null, fetch })
  async function fetch() {
    const name = view.value
    self.error = null
    try {
      const component = await fetches[name]()
      if (name === view.value) self.shown = { name, component }
    } catch {
      if (name === view.value) Object.assign(self, { shown: null, error: new ApiError(0) })
    }
  }
  watch(view, fetch, { immediate: true })
  return self
}

/** The journey in one of four pictures; the view is in the URL. */
export const JourneyCard = {
  props: { report: Object, choices: Object, live: Object },
  setup(props) {
    const box = ref(null)
    const width = useWidth(box)
    const { offered, view } = choice(props, width)
    const picture = usePicture(view)
    const drawn = inTurn(() => width.value > 0 && drawable(props.report.data))
    const choose = (value) => setQuery({ view: value === offered.value[0] ? null : value })
    const draw = (journey) => {
      const { name, component } = picture.shown
      const flow = name === 'flow'
        && { width: width.value, open: navigate, pulses: props.live.pulses.value }
      return h(component, { journey, to: rowsHref, ...flow })
    }
    const body = ({ data, error, reload }) => {
      const { source } = props.choices
      // A source that nobody came by is no failure: the link may be old.
      const unknown = !data && error?.status === 400 && source
      if (unknown || (data && !anybody(data))) return h(JourneyNone, { source })
      if (data && drawn.value && picture.shown) return draw(drawn.value)
      const failure = picture.error ?? error
      const onRetry = picture.error ? picture.fetch : reload
      if (failure) return h(Failed, { error: failure, onRetry })
      return h(JourneyBones, { view: view.value })
    }
    const switcher = () => h(Segmented, {
      label: t('journey.card.views'), value: view.value, onChoose: choose,
      options: offered.value.map((value) => ({ value, label: t(`journey.card.${value}`) })),
    })
    const head = ({ data }) => h('div', { class: 'card-head' }, [
      h('div', [
        h('h2', { id: 'journey-title' }, t('journey.card.title')),
        h('p', { class: 'card-sub' }, data ? subtitle(data) : '\u00a0'),
      ]),
      switcher(),
    ])
    return () => h('section', { class: 'card', 'aria-labelledby': 'journey-title' }, [
      head(props.report),
      h('div', { class: ['card-body', props.report.dimmed && 'dimmed'] }, [
        staleNote(props.report), h('div', { ref: box }, body(props.report)),
      ]),
    ])
  },
}
