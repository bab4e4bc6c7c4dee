import { session } from '../core/session.js'

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function ahead(instant, timeZone) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(instant)
  const at = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second) - instant
}

/**
 * When a day of the organisation begins, as ISO text.
 * @param {string} date YYYY-MM-DD
 * @param {number} [later] milliseconds: a day later is the end of that day
 */
export function dayStart(date, later = 0) {
  const plain = Date.parse(`${date}T00:00:00Z`) + later
  const { time_zone: timeZone } = session.organisation
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const guess = plain - ahead(plain, timeZone)
  return new Date(plain - ahead(guess, timeZone)).toISOString()
}
