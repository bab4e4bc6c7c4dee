import { computed, h, lazily, shallowRef, watch } from '../core/h.js'
import { addSentences } from '../core/i18n.js'
import { resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { withSheet } from '../core/sheet.js'
import { journey } from '../i18n/journey.en.js'
import { JourneyBelow } from './journey-below.js'
import { JourneyCard } from './journey-card.js'
import { JourneyHead } from './journey-head.js'
import { journeyLive } from './journey-live.js'
import { journeyChoices, loadReport, nobodyYet, reportAddress } from './journey-query.js'

const JourneyFirst = lazily(withSheet('first', () => import('./journey-first.js')), 'JourneyFirst')
// Its figures look like those of a customer.
const JourneyPanel = lazily(
  withSheet('customer', withSheet('panel', () => import('./journey-panel.js'))), 'JourneyPanel')

addSentences(journey)

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

/** Where customers stand on their way from awareness to advocacy, and how they got there. */
export const Journey = {
  setup() {
    const choices = journeyChoices()
    const report = resource(() => reportAddress(choices.value), loadReport)
    const all = resource(() => wholeAddress(choices.value), loadReport)
    const sources = computed(() => (choices.value.source ? all : report).data?.sources ?? null)
    // Moves do not say whose source they were.
    const live = journeyLive(report, () => !choices.value.source && !route.query.customer)
    const empty = computed(() => !choices.value.source && nobodyYet(report.data))
    const open = panelShown(choices)
    const close = () => setQuery({ stage: null, list: null, cursor: null })
    return () => {
      const shared = { report, choices: choices.value, sources: sources.value }
      return [
        h(JourneyHead, { ...shared, bare: empty.value }),
        empty.value && h('div', { class: 'card journey-first' }, h(JourneyFirst)),
        !empty.value && h('div', { class: 'stack' }, [
          h(JourneyCard, { report, choices: choices.value, live }),
          h(JourneyBelow, shared),
        ]),
        open.value && h(JourneyPanel, { ...shared, onClose: close }),
      ]
    }
  },
}
