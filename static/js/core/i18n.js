/**
 * Sentences. Every word on the page lives in js/i18n/; code names a sentence by its dotted key.
 * A sentence is text with {places}, or {one, other} chosen by the plural of `n`, which is written
 * as 12,345 where it is a number.
 */
import { en } from '../i18n/en.js'

/** @typedef {string | {one: string, other: string}} Sentence */

/** @type {Map<string, Sentence>} */
const sentences = new Map()
const plural = new Intl.PluralRules('en')

/** How numbers and times are written: the way of English that the browser prefers. */
export const language = navigator.languages?.find((each) => each.startsWith('en')) ?? 'en-GB'
const count = new Intl.NumberFormat(language)

/**
 * Adds the sentences of a screen, so that a screen's words load with it.
 * @param {object} tree nested objects of sentences
 * @param {string} [path]
 */
export function addSentences(tree, path = '') {
  for (const [name, value] of Object.entries(tree)) {
    const key = path ? `${path}.${name}` : name
    if (typeof value === 'string' || ('one' in value && 'other' in value)) sentences.set(key, value)
    else addSentences(value, key)
  }
}

addSentences(en)

/**
 * The sentence of a key with its places filled.
 * @param {string} key
 * @param {Record<string, unknown>} [places]
 * @returns {string}
 */
export function t(key, places = {}) {
  const found = sentences.get(key)
  if (found === undefined) {
    console.error(`There is no sentence “${key}”.`)
    return key
  }
  const text = typeof found === 'string'
    ? found : found[plural.select(Number(places.n))] ?? found.other
  const n = typeof places.n === 'number' ? count.format(places.n) : places.n
  return text.replace(/\{(\w+)\}/g, (whole, name) => String({ ...places, n }[name] ?? whole))
}

/** Whether there is such a sentence. @param {string} key */
export const has = (key) => sentences.has(key)
