/** What became of deliveries, live: failures are told as such, applied ones by their event. */
import { onLive } from '../core/live.js'

/** @typedef {{id: string, connection_id: string, state: string, reason: string | null}} News */

const applied = ({ delivery_id: id, connection }) =>
  ({ id, connection_id: connection.id, state: 'processed', reason: null })

/**
 * Calls back with news of deliveries until the calling component goes.
 * @param {(news: News[]) => void} run
 */
export function onDeliveryNews(run) {
  onLive('delivery', ({ deliveries }) => run(deliveries))
  onLive('event', ({ events }) => run(events.filter((event) => event.delivery_id).map(applied)))
}
