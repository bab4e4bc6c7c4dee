import { h, icon } from '../core/h.js'
import { has, t } from '../core/i18n.js'
import { stageName } from '../core/stages.js'

const signs = {
  stage_entered: ['arrow-right', 'accent'],
  stage_completed: ['check', 'accent'],
  purchase_made: ['credit-card', 'good'],
  email_opened: ['mail', 'plain'],
  link_clicked: ['link', 'plain'],
  form_submitted: ['note', 'plain'],
  page_viewed: ['eye', 'plain'],
  cart_abandoned: ['alert', 'bad'],
  review_left: ['star', 'warn'],
  referral_made: ['share-android', 'warn'],
}

/** The round sign of an event's kind. @param {{event: string}} props */
export function EventSign({ event }) {
  const [name, tone] = signs[event] ?? ['pulse', 'plain']
  return h('span', { class: 'sign', 'data-tone': tone }, icon(name))
}
EventSign.props = ['event']

/**
 * "Entered Purchase", "Opened an email": what a customer did.
 * @param {{event: string, stage: string}} of
 */
export const eventSentence = ({ event, stage }) =>
  has(`event.${event}`) ? t(`event.${event}`, { stage: stageName(stage) }) : event

/** The kinds, for lists to choose from. */
export const eventKinds = Object.keys(signs)
