import { t } from '../core/i18n.js'

const least = 10

/** What is wrong with a new password, as far as the page can tell. @param {string} text */
export function passwordFault(text) {
  if (!text) return t('password.missing')
  return [...text].length < least ? t('password.short', { n: least }) : undefined
}
