import { h } from '../core/h.js'
import { compact } from '../core/format.js'
import { t } from '../core/i18n.js'

const stop = (offset, node, opacity) => h('stop', { offset, class: 'flow-stop', 'data-stage': node.stage, 'stop-opacity': opacity })

/** Colours run along a shape from its first bar to its last. */
function gradient(id, { x0, x1 }, stops) {
  return h('linearGradient', { id, gradientUnits: 'userSpaceOnUse', x1: x0, x2: x1 }, stops)
}

/** The keys that stay bright while one is looked at; null where nothing is. */
export function litBy(picture, key) {
  const touching = picture.ribbons.filter(({ key: own, from, to }) => own === key || from.id === key || to.id === key)
  const falls = [...picture.losses, ...picture.earlier].filter(({ key: own, stage }) => own === key || stage === key)
  const ends = touching.flatMap(({ from, to }) => [from.id, to.id])
  return new Set([key, ...touching.map((each) => each.key), ...falls.flatMap((each) => [each.key, each.stage]), ...ends])
}

/** Where the pointer is inside the box, and over which shape. Fingers tap; they do not hover. */
function lookAt(event) {
  if (event.pointerType === 'touch') return null
  const shape = event.target.closest('[data-key]')
  if (!shape) return null
  const frame = event.currentTarget.getBoundingClientRect()
  return { key: shape.dataset.key, x: event.clientX - frame.left, y: event.clientY - frame.top, hover: true }
}

/** Which rows a shape stands for. */
function rowsOf(picture, key) {
  const ribbon = picture.ribbons.find((each) => each.key === key)
  if (ribbon) return { stage: ribbon.to.id, source: ribbon.from.source }
  const source = picture.sources.find(({ id }) => id === key)
  if (source) return { source: source.source }
  return { stage: key.split(' ')[0] }
}

function bar(node, dim) {
  const height = Math.max(3, node.y1 - node.y0)
  const common = { 'data-key': node.id, 'data-stage': node.stage, class: [node.stage ? 'flow-bar' : 'flow-bar flow-source', dim(node.id)] }
  return h('g', { key: node.id, ...common }, [
    h('rect', { x: node.x0, y: node.y0, width: node.x1 - node.x0, height, rx: 3 }),
    h('rect', { class: 'flow-grip', x: node.x0 - 7, y: node.y0 - 4, width: node.x1 - node.x0 + 14, height: height + 8 }),
  ])
}

function sourceLabel(node, dim) {
  const middle = (node.y0 + Math.max(node.y1, node.y0 + 3)) / 2
  return h('text', { key: node.id, class: ['flow-label', dim(node.id)], 'data-key': node.id, x: node.x1 + 8, y: middle }, [
    node.name, h('tspan', { class: 'flow-count', dx: 6 }, compact(node.value)),
  ])
}

function fading(each, id, dim, [first, last]) {
  const tint = `${id}-${each.key.replaceAll(/\W/g, '_')}`
  return h('g', { key: each.key, 'data-key': each.key, class: ['flow-fade', dim(each.key)] }, [
    gradient(tint, each, [stop(0, each, first), stop(1, each, last)]),
    h('path', { d: each.path, fill: `url(#${tint})` }),
  ])
}

const lossLabel = ({ key, value, label: [x, y] }, dim) => h('text', {
  key, class: ['flow-label', 'flow-count', dim(key)], 'data-key': key, x, y,
}, t('journey.flow.left', { n: compact(value) }))

function ribbon(each, at, id, dim) {
  const tint = `${id}-r${at}`
  return h('g', { key: each.key, 'data-key': each.key, class: ['flow-ribbon', dim(each.key)] }, [
    gradient(tint, each, [stop(0, each.from, 1), stop(1, each.to, 1)]),
    h('path', { d: each.path, fill: `url(#${tint})` }),
  ])
}

/**
 * The drawing, hidden from screen readers.
 * @param {{picture: object, id: string, width: number, bright?: string, to: (rows: object) => string,
 *   open: (href: string) => void, onLook: (at: object | null) => void}} props
 *   bright: key of what is looked at; the rest dims
 */
export function FlowPicture({ picture, id, width, bright, to, open, onLook }) {
  const lit = bright && litBy(picture, bright)
  const dim = (key) => lit && !lit.has(key) && 'is-dim'
  const click = (event) => {
    const shape = event.target.closest('[data-key]')
    if (shape) open(to(rowsOf(picture, shape.dataset.key)))
  }
  return h('svg', {
    class: 'flow-svg flow-picture', width, height: picture.height, viewBox: `0 0 ${width} ${picture.height}`, 'aria-hidden': 'true',
    onPointermove: (event) => onLook(lookAt(event)), onPointerleave: () => onLook(null), onClick: click,
  }, [
    picture.ribbons.map((each, at) => ribbon(each, at, id, dim)),
    picture.earlier.map((each) => fading(each, id, dim, [0, .34])),
    picture.losses.map((each) => fading(each, id, dim, [.42, 0])),
    [...picture.sources, ...picture.stages].map((node) => bar(node, dim)),
    picture.sources.map((node) => sourceLabel(node, dim)),
    picture.losses.map((each) => lossLabel(each, dim)),
  ])
}
FlowPicture.props = ['picture', 'id', 'width', 'bright', 'to', 'open', 'onLook']
