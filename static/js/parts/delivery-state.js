import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Chip } from './chip.js'

const looks = {
  pending: ['accent', 'hourglass'], processed: ['good', 'check'], retrying: ['warn', 'sync'],
  dead: ['bad', 'x'], quarantined: ['warn', 'shield'], handled: [undefined, 'check'],
}

/** The fate of a delivery: word, sign and colour. @param {{state: string}} props */
export function DeliveryState({ state }) {
  const [tone, icon] = looks[state] ?? []
  return h(Chip, {
    tone, icon, title: t(`delivery.meaning.${state}`),
  }, () => t(`delivery.state.${state}`))
}
DeliveryState.props = ['state']
