import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Chip } from './chip.js'

const looks = {
  pending: ['accent', 'hourglass'], processed: ['good', 'check'], retrying: ['warn', 'sync'],
  dead: ['bad', 'x'], quarantined: ['warn', 'shield'], handled: [undefined, 'check'],
}

/** What was handled by hand is done with, however it ended. */
export const stateOf = ({ state, handled_at: handled }) => (handled ? 'handled' : state)

/** The fate of a delivery: word, sign and colour. @param {{delivery: object}} props */
export function DeliveryState({ delivery }) {
  const state = stateOf(delivery)
  const [tone, icon] = looks[state] ?? []
  return h(Chip, {
    tone, icon, title: t(`delivery.meaning.${state}`),
  }, () => t(`delivery.state.${state}`))
}
DeliveryState.props = ['delivery']
