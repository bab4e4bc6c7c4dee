import { h } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { journey } from '../i18n/journey.en.js'
import { overview } from '../i18n/overview.en.js'
import { Later } from '../parts/later.js'
import { JourneyCard } from './journey-card.js'
import { JourneyHead } from './journey-head.js'
import { First, JourneyPanel } from './journey-later.js'
import { useJourney } from './journey-state.js'
import { OverviewBelow } from './overview-below.js'
import { OverviewCards } from './overview-cards.js'

addSentences(journey)
addSentences(overview)

/** The shop at a glance: figures that open their rows, the journey, who is here now. */
export const Overview = {
  setup() {
    const { choices, report, course, live, empty, panel, close, shared } =
      useJourney({ withCourse: true })
    return () => [
      h(JourneyHead, { ...shared(), title: t('nav.overview'), bare: empty.value }),
      empty.value && h('div', { class: 'card journey-first' }, h(First)),
      !empty.value && h('div', { class: 'stack' }, [
        h(OverviewCards, { report, course, choices: choices.value }),
        h(Later, () => h(JourneyCard, { report, choices: choices.value, live })),
        h(OverviewBelow, { report, course, choices: choices.value }),
      ]),
      panel.value && h(JourneyPanel, { ...shared(), onClose: close }),
    ]
  },
}
