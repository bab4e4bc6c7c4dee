import { h, unseen } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Bone } from '../parts/skeleton.js'

const heights = [84, 54, 30, 18, 8]

/** Two bones in each of the five columns. */
const figures = (look, upper, lower) => h('div', { class: ['flow-row', look] }, [
  h('span'),
  h('div', { class: 'flow-cells' }, heights.map((at) =>
    h('div', { key: at, class: 'bones-figure' }, [h(Bone, upper), h(Bone, lower)]))),
])

const bar = (height) => h(Bone, { key: height, width: '10px', height: `${height}%` })

const flow = () => h('div', { class: 'flow' }, [
  figures(null, { width: '70px', height: '14px' }, { width: '96px', height: '22px' }),
  h('div', { class: 'flow-box bones-flow' }, [100, ...heights].map(bar)),
  figures('flow-feet', { width: '52px', height: '16px' }, { width: '88px', height: '14px' }),
])

const row = (share) => h('div', { key: share, class: 'stack-s' },
  [h(Bone, { width: '38%' }), h(Bone, { width: `${share}%`, height: '34px' })])

/**
 * The card's picture before its numbers, in the size that it will have.
 * @param {{view: string}} props
 */
export const JourneyBones = ({ view }) => h('div', { 'aria-busy': 'true' }, [
  unseen(t('state.loading')),
  view === 'flow' ? flow() : h('div', { class: 'bones-rows' }, heights.map(row)),
])
JourneyBones.props = ['view']
