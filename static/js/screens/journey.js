import { computed, h, shallowRef, watch } from '../core/h.js'
import { addSentences } from '../core/i18n.js'
import { resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { journey } from '../i18n/journey.en.js'
import { JourneyBelow } from './journey-below.js'
import { JourneyCard } from './journey-card.js'
import { JourneyFirst } from './journey-first.js'
import { JourneyHead } from './journey-head.js'
import { journeyLive } from './journey-live.js'
import { nobodyYet } from './journey-none.js'
import { JourneyPanel } from './journey-panel.js'
import { journeyChoices, loadReport, reportAddress } from './journey-query.js'

addSentences(journey)

/** The panel waits for a customer that lies above it: modals stack in the order they open. */
function panelShown(choices) {
  const shown = shallowRef(false)
  watch(() => [choices.value.stage ?? choices.value.list, route.query.customer], ([rows, customer]) => {
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
    // With one source chosen, the list of sources still needs all of them.
    const all = resource(() => (choices.value.source ? reportAddress({ ...choices.value, source: null }) : null), loadReport)
    const everySource = computed(() => (choices.value.source ? all.data : report.data)?.sources ?? null)
    // Moves do not say whose source they were.
    const live = journeyLive(report, () => !choices.value.source && !route.query.customer)
    const empty = computed(() => report.data !== null && !choices.value.source && nobodyYet(report.data))
    const open = panelShown(choices)
    const close = () => setQuery({ stage: null, list: null, cursor: null })
    return () => [
      h(JourneyHead, { choices: choices.value, report, sources: everySource.value, bare: empty.value }),
      empty.value ? h('div', { class: 'card' }, h(JourneyFirst)) : h('div', { class: 'stack' }, [
        h(JourneyCard, { report, choices: choices.value, live }),
        h(JourneyBelow, { report, choices: choices.value, sources: everySource.value }),
      ]),
      open.value && h(JourneyPanel, { journey: report.data, choices: choices.value, sources: everySource.value, onClose: close }),
    ]
  },
}
