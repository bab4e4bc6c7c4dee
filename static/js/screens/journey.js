import { h } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { journey } from '../i18n/journey.en.js'
import { JourneyBelow } from './journey-below.js'
import { JourneyCard } from './journey-card.js'
import { JourneyHead } from './journey-head.js'
import { First, JourneyPanel } from './journey-later.js'
import { useJourney } from './journey-state.js'

addSentences(journey)

/** Where customers stand on their way from awareness to advocacy, and how they got there. */
export const Journey = {
  setup() {
    const { choices, report, live, empty, panel, close, shared } = useJourney()
    return () => [
      h(JourneyHead, { ...shared(), title: t('nav.journey'), bare: empty.value }),
      empty.value && h('div', { class: 'card journey-first' }, h(First)),
      !empty.value && h('div', { class: 'stack' }, [
        h(JourneyCard, { report, choices: choices.value, live }),
        h(JourneyBelow, shared()),
      ]),
      panel.value && h(JourneyPanel, { ...shared(), onClose: close }),
    ]
  },
}
