/** What a journey shows only to some visits. */
import { lazily } from '../core/h.js'
import { withSheet } from '../core/sheet.js'

export const JourneyFirst =
  lazily(withSheet('first', () => import('./journey-first.js')), 'JourneyFirst')

// Its figures look like those of a customer.
export const JourneyPanel = lazily(
  withSheet('customer', withSheet('panel', () => import('./journey-panel.js'))), 'JourneyPanel')
