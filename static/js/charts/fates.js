/** Who has not moved on: those whose time for it is over left, the others may still go on. */
import { t } from '../core/i18n.js'

/**
 * The two in words, without those that are nobody.
 * @param {{left: number, still_open: number}} of
 * @param {(n: number) => string} show
 */
export const fateWords = ({ left, still_open: open }, show) => [
  left > 0 && t('journey.flow.left', { n: show(left) }),
  open > 0 && t('journey.flow.open', { n: show(open) }),
].filter(Boolean)

/** Which list opens them: those who left, where there are any. @param {{left: number}} of */
export const fateList = ({ left }) => (left > 0 ? 'left' : 'open')
