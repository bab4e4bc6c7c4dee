/**
 * Numbers, money and times as people read them. Times show in the organisation's zone; the
 * title of each carries the whole instant.
 */
import { session } from './session.js'
import { language, t } from './i18n.js'

const made = new Map()

/** Formatters are dear to make and cheap to keep. */
function formatter(Kind, options, tongue = language) {
  const key = Kind.name + tongue + JSON.stringify(options)
  if (!made.has(key)) made.set(key, new Kind(tongue, options))
  return made.get(key)
}

const zone = () => session.organisation?.time_zone ?? 'UTC'
const dates = (options) => formatter(Intl.DateTimeFormat, { timeZone: zone(), ...options })
const numbers = (options) => formatter(Intl.NumberFormat, options)

/** 12,345 @param {number} n */
export const number = (n) => numbers({}).format(n)

/** 1,234, or 10,000+ where counting stopped. @param {{value: number, is: string}} count */
export const counted = ({ value, is }) => number(value) + (is === 'at_least' ? '+' : '')

/** 12.3k, for charts; put number(n) in the title. @param {number} n */
export const compact = (n) =>
  numbers({ notation: 'compact', maximumFractionDigits: 1 }).format(n).toLowerCase()

/**
 * 57.6% of a share between 0 and 1; <0.1% of one that would be rounded to nobody.
 * @param {number | null} share @param {number} [digits]
 */
export function percent(share, digits = 1) {
  if (share === null) return '—'
  const { format } = numbers({ style: 'percent', maximumFractionDigits: digits })
  const least = 10 ** -(2 + digits)
  return share > 0 && share < least / 2 ? `<${format(least)}` : format(share)
}

/** $1,234.50 @param {{currency: string, amount: string}} money exact digits, never summed here */
export function money({ currency, amount }, options = {}) {
  return numbers({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options })
    .format(amount)
}

/** $1.2k @param {{currency: string, amount: string}} sum */
export const compactMoney = (sum) =>
  money(sum, { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 })

/** Digits behind the point as whole numbers, so that adding them is exact. */
const unpoint = (amount, digits) => {
  const [whole, part = ''] = amount.split('.')
  return BigInt(whole + part.padEnd(digits, '0'))
}

/**
 * The sum for each currency; sums of different ones are never added.
 * @param {{currency: string, amount: string}[]} list
 * @returns {{currency: string, amount: string}[]}
 */
export const sumOf = (list) =>
  [...Map.groupBy(list, ({ currency }) => currency)].map(([currency, sums]) => {
    const digits = Math.max(...sums.map(({ amount }) => (amount.split('.')[1] ?? '').length))
    const all = sums.reduce((sum, { amount }) => sum + unpoint(amount, digits), 0n)
    const text = String(all < 0n ? -all : all).padStart(digits + 1, '0')
    const at = text.length - digits
    const amount = digits ? `${text.slice(0, at)}.${text.slice(at)}` : text
    return { currency, amount: all < 0n ? `-${amount}` : amount }
  })

/** 1.4 kB @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return t('format.bytes', { n: bytes })
  const [unit, by] = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6]
  return numbers({ style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / by)
}

const spans = [
  ['second', 1, 90], ['minute', 60, 90 * 60], ['hour', 3600, 48 * 3600],
  ['day', 86400, 60 * 86400], ['month', 30.44 * 86400, Infinity],
]

/** 38 h, 2.1 d, 26 d, 2 mo: a length of time. @param {number | null} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return '—'
  const [unit, by] = spans.find(([, , below]) => seconds < below)
  const value = seconds / by
  const maximumFractionDigits = value < 10 && unit !== 'second' ? 1 : 0
  return t(`format.${unit}s`, { n: numbers({ maximumFractionDigits }).format(value) })
}

const relativeSteps = [
  ['second', 1, 45], ['minute', 60, 3600], ['hour', 3600, 86400], ['day', 86400, 30 * 86400],
  ['month', 30.44 * 86400, 365 * 86400], ['year', 365.25 * 86400, Infinity],
]

/**
 * just now, 3 min ago, 2 mo ago, in 12 min.
 * @param {string | number} instant
 * @param {number} [now]
 */
export function ago(instant, now = Date.now()) {
  const seconds = (new Date(instant).getTime() - now) / 1000
  const far = Math.abs(seconds)
  if (far < 45) return t('format.justNow')
  const [unit, by] = relativeSteps.find(([, , below]) => far < below)
  return formatter(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'short' })
    .format(Math.round(seconds / by), unit)
}

/** 2 Mar 2026, 14:05:09 with its zone: for titles. @param {string} instant */
export const fullTime = (instant) => dates({
  dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23',
}).format(new Date(instant))

/** 14:05:09 @param {string} instant */
export const clock = (instant) => dates({
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
}).format(new Date(instant))

/** 14:05 @param {string | number} instant */
export const shortClock = (instant) => dates({
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
}).format(new Date(instant))

/** 2 Mar, with the year where it is not the present one. @param {string} instant */
export function day(instant) {
  const when = new Date(instant)
  const year = when.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : 'numeric'
  return dates({ day: 'numeric', month: 'short', year }).format(when)
}

/** 2 Mar, 14:05 @param {string} instant */
export const dayTime = (instant) => `${day(instant)}, ${shortClock(instant)}`

/**
 * The calendar day of an instant in the organisation's zone, YYYY-MM-DD.
 * @param {string | number | Date} instant
 */
export const isoDay = (instant) =>
  formatter(Intl.DateTimeFormat, { timeZone: zone() }, 'en-CA').format(new Date(instant))

/** 2 Mar of a YYYY-MM-DD that is a day, not an instant. @param {string} date */
export function dayOf(date, { year = false } = {}) {
  return formatter(Intl.DateTimeFormat, {
    timeZone: 'UTC', day: 'numeric', month: 'short', year: year ? 'numeric' : undefined,
  }).format(new Date(`${date}T00:00:00Z`))
}

/** Nov 2026 of a YYYY-MM-DD that lies in it. @param {string} date */
export const monthOf = (date) => formatter(Intl.DateTimeFormat, {
  timeZone: 'UTC', month: 'short', year: 'numeric',
}).format(new Date(`${date}T00:00:00Z`))

/** Letters for an avatar. @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...word][0]).join('').toUpperCase()
}
