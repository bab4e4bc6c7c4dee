import { h, unseen } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Bone } from '../parts/skeleton.js'

const heights = [84, 54, 30, 18, 8]

const flow = () => h('div', { class: 'flow' }, [
  h('div', { class: 'flow-row' }, [h('span'), h('div', { class: 'flow-cells' }, heights.map((at) =>
    h('div', { key: at, class: 'bones-figure' }, [h(Bone, { width: '70px', height: '14px' }), h(Bone, { width: '96px', height: '22px' })])))]),
  h('div', { class: 'flow-box bones-flow' }, [100, ...heights].map((height) => h(Bone, { key: height, width: '10px', height: `${height}%` }))),
  h('div', { class: 'flow-row flow-feet' }, [h('span'), h('div', { class: 'flow-cells' }, heights.map((at) =>
    h('div', { key: at, class: 'bones-figure' }, [h(Bone, { width: '52px', height: '16px' }), h(Bone, { width: '88px', height: '14px' })])))]),
])

const rows = () => h('div', { class: 'bones-rows' }, heights.map((height, at) => h('div', { key: at, class: 'stack-s' }, [
  h(Bone, { width: '38%' }), h(Bone, { width: `${Math.max(6, height)}%`, height: '34px' }),
])))

/** The card's picture before its numbers, in the size that it will have. @param {{view: string}} props */
export const JourneyBones = ({ view }) => h('div', { 'aria-busy': 'true' }, [
  unseen(t('state.loading')), view === 'flow' ? flow() : rows(),
])
JourneyBones.props = ['view']
