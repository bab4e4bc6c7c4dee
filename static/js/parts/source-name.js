import { t } from '../core/i18n.js'

/** How the API names customers of no named source. */
export const noSource = '-'

/** Senders write "email_campaign"; people read "Email campaign". @param {string | null} name */
export function sourceName(name) {
  if (!name || name === noSource) return t('source.unknown')
  const words = name.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
