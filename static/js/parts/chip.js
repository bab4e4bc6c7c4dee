import { h, icon as drawIcon } from '../core/h.js'
import { stageName } from '../core/stages.js'

/**
 * A word on a tinted ground.
 * @param {{tone?: 'good'|'bad'|'warn'|'accent', icon?: string, dot?: boolean}} props
 */
export function Chip({ tone, icon, dot }, { slots }) {
  return h('span', { class: 'chip', 'data-tone': tone },
    [dot && h('span', { class: 'dot' }), icon && drawIcon(icon), slots.default()])
}
Chip.props = ['tone', 'icon', 'dot']

/** The name of a stage in its colour. @param {{stage: string}} props */
export const StageChip = ({ stage }) =>
  h('span', { class: 'chip', 'data-stage': stage, title: stageName(stage) }, stageName(stage))
StageChip.props = ['stage']
