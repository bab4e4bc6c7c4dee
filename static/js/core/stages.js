/** The stages of the journey, in order, by the names that programs use. */
import { has, t } from './i18n.js'
import { session } from './session.js'

export const stages = ['awareness', 'consideration', 'purchase', 'retention', 'advocacy']

/** What a stage is called where nobody named it; a link may carry anything. @param {string} id */
export const usualName = (id) => (has(`stage.${id}`) ? t(`stage.${id}`) : id)

/** What the organisation calls a stage. @param {string} id */
export const stageName = (id) => session.organisation?.stage_names?.[id] || usualName(id)
