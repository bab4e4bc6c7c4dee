import { h, unseen } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Failed } from './empty.js'

/**
 * A grey block in the size of what will stand there.
 * @param {{width?: string, height?: string}} props
 */
export const Bone = ({ width = '100%', height = '14px' }) =>
  h('span', { class: 'bone', style: { width, height } })
Bone.props = ['width', 'height']

/** Lines of text that load. @param {{lines?: number}} props */
export const BoneLines = ({ lines = 3 }) => h('div', { class: 'stack-s' },
  Array.from({ length: lines }, (_, i) => h(Bone, { key: i, width: `${92 - (i * 29) % 45}%` })))
BoneLines.props = ['lines']

/**
 * The states of a resource in one place: skeleton at first, failure with retry, then the data,
 * dimmed while newer data loads. Slots: default(data), skeleton.
 * @param {{of: import('../core/resource.js').Resource<any>}} props
 */
export function Loaded({ of }, { slots }) {
  if (of.data !== null) return h('div', {
    class: of.dimmed && 'dimmed', 'aria-busy': of.dimmed ? 'true' : undefined,
  }, slots.default(of.data))
  if (of.error) return h(Failed, { error: of.error, onRetry: of.reload })
  return h('div', { 'aria-busy': 'true' }, [unseen(t('state.loading')), slots.skeleton?.()])
}
Loaded.props = ['of']
