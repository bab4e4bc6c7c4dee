/** What a journey shows only to some visits. */
import { lazily } from '../core/h.js'

export const JourneyFirst = lazily(() => import('./journey-first.js'), 'JourneyFirst')

export const JourneyPanel = lazily(() => import('./journey-panel.js'), 'JourneyPanel')
