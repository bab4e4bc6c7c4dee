/** The spans of time that lists of deliveries offer, in seconds. */
export const spans = { '1h': 3600, '24h': 86_400, '7d': 7 * 86_400, '30d': 30 * 86_400 }

/** The instant that a span such as "24h" began, as ISO text. @param {string} [span] */
export const sinceInstant = (span) =>
  (spans[span] ? new Date(Date.now() - spans[span] * 1000).toISOString() : undefined)
