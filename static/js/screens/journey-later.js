/** What a journey shows only to some visits. */
import { lazily } from '../core/h.js'

export const First = lazily(() => import('./first.js'), 'First')

export const JourneyPanel = lazily(() => import('./journey-panel.js'), 'JourneyPanel')
