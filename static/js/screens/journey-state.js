/** What the Journey screen and the Overview know: choices of the URL, the report, what is live. */
import { computed, shallowRef, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { journeyLive } from './journey-live.js'
import { journeyChoices, loadReport, nobodyYet, reportAddress } from './journey-query.js'

/** With one source chosen, the list of sources still needs all of them. */
const wholeAddress = (choices) =>
  (choices.source ? reportAddress({ ...choices, source: null }) : null)

/** The panel waits for a customer that lies above it: modals stack in the order they open. */
function panelShown(choices) {
  const shown = shallowRef(false)
  const wanted = () => [choices.value.stage ?? choices.value.list, route.query.customer]
  watch(wanted, ([rows, customer]) => {
    if (!rows) shown.value = false
    else if (!customer) shown.value = true
  }, { immediate: true })
  return shown
}

/** How the figures of the report ran, step by step. */
const courseOf = (choices) => resource(
  () => reportAddress(choices.value, '/api/journey/course'),
  (signal, address) => api.get(address, { signal }))

export function useJourney({ withCourse = false } = {}) {
  const choices = journeyChoices()
  const report = resource(() => reportAddress(choices.value), loadReport)
  const course = withCourse ? courseOf(choices) : null
  const all = resource(() => wholeAddress(choices.value), loadReport)
  const sources = computed(() => (choices.value.source ? all : report).data?.sources ?? null)
  // Moves do not say whose source they were.
  const live = journeyLive(report, () => !choices.value.source && !route.query.customer, course)
  const empty = computed(() => !choices.value.source && nobodyYet(report.data))
  const panel = panelShown(choices)
  const close = () => setQuery({ stage: null, list: null, cursor: null })
  const shared = () => ({ report, choices: choices.value, sources: sources.value })
  return { choices, report, course, live, empty, panel, close, shared }
}
