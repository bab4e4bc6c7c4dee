import { h, icon, unseen } from '../core/h.js'
import { day, fullTime } from '../core/format.js'
import { t } from '../core/i18n.js'
import { stageName, stages } from '../core/stages.js'

/**
 * The five stages in a line: reached ones with the day of their first entry, the present one
 * ringed.
 * @param {{entered: {stage: string, first_entered: string}[], current: string}} props
 */
export function StageStrip({ entered, current }) {
  const firsts = Object.fromEntries(entered.map((each) => [each.stage, each.first_entered]))
  const state = (stage) => (stage === current ? 'here' : firsts[stage] ? 'reached' : 'ahead')
  const label = t('customer.stages')
  return h('ol', { class: 'strip', 'aria-label': label }, stages.map((stage) => h('li', {
    key: stage, class: 'strip-stage', 'data-stage': stage, 'data-state': state(stage),
    'aria-current': stage === current ? 'step' : undefined,
  }, [
    h('span', { class: 'strip-dot' }, state(stage) === 'reached' ? icon('check') : undefined),
    h('span', { class: 'strip-name', title: stageName(stage) }, stageName(stage)),
    stage === current && unseen(`, ${t('customer.here')}`),
    h('span', { class: 'strip-when' }, firsts[stage]
      ? h('time', { datetime: firsts[stage], title: fullTime(firsts[stage]) }, day(firsts[stage]))
      : t('customer.notYet')),
  ])))
}
StageStrip.props = ['entered', 'current']
