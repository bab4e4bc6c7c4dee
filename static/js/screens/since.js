/** The spans of time that lists of deliveries offer, in seconds. */
export const spans = { '1h': 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 }

const minute = 60_000

/**
 * When a span such as "24h" began, on the whole minute, as ISO text.
 * @param {string} [span]
 */
export function sinceInstant(span) {
  if (!spans[span]) return undefined
  const now = Math.floor(Date.now() / minute) * minute
  return new Date(now - spans[span] * 1000).toISOString()
}
