import { h } from '../core/h.js'
import { compact } from '../core/format.js'
import { fateList, fateWords } from './fates.js'

/** Width of a letter, and of all that stands in a source's column beside its name. */
const letter = 6.4
const beside = 62

const stop = (offset, { stage }, opacity) =>
  h('stop', { offset, class: 'flow-stop', 'data-stage': stage, 'stop-opacity': opacity })

/** Colours run along a shape from its first bar to its last. */
function gradient(id, { x0, x1 }, stops) {
  return h('linearGradient', { id, gradientUnits: 'userSpaceOnUse', x1: x0, x2: x1 }, stops)
}

/** The keys that stay bright while one is looked at; null where nothing is. */
export function litBy(picture, key) {
  const ribbons = picture.ribbons
    .filter((each) => [each.key, each.from.id, each.to.id].includes(key))
  const fades = [...picture.losses, ...picture.earlier]
    .filter((each) => each.key === key || each.stage === key)
  return new Set([
    key,
    ...ribbons.flatMap((each) => [each.key, each.from.id, each.to.id]),
    ...fades.flatMap((each) => [each.key, each.stage]),
  ])
}

/** Where the pointer is inside the box, and over which shape. Fingers tap; they do not hover. */
function lookAt(event) {
  if (event.pointerType === 'touch') return null
  const shape = event.target.closest('[data-key]')
  if (!shape) return null
  const frame = event.currentTarget.getBoundingClientRect()
  const [x, y] = [event.clientX - frame.left, event.clientY - frame.top]
  return { key: shape.dataset.key, x, y, hover: true }
}

/** Which rows a shape stands for. */
function rowsOf(picture, key) {
  const ribbon = picture.ribbons.find((each) => each.key === key)
  if (ribbon?.from.source) {
    return { stage: ribbon.to.id, source: ribbon.from.source, list: 'began' }
  }
  if (ribbon) return { stage: ribbon.from.id, list: 'moved', next: ribbon.to.id }
  const source = picture.sources.find(({ id }) => id === key)
  if (source) return { source: source.source, list: 'began' }
  const loss = picture.losses.find((each) => each.key === key)
  return loss ? { stage: loss.stage, list: fateList(loss.fate) } : { stage: key.split(' ')[0] }
}

/** A bar, and a wider place around it to point at. */
function bar({ id, stage, x0, x1, y0, y1 }, dim) {
  const width = x1 - x0
  const height = Math.max(3, y1 - y0)
  const look = ['flow-bar', !stage && 'flow-source', dim(id)]
  return h('g', { key: id, 'data-key': id, 'data-stage': stage, class: look }, [
    h('rect', { x: x0, y: y0, width, height, rx: 3 }),
    h('rect', { class: 'flow-grip', x: x0 - 7, y: y0 - 4, width: width + 14, height: height + 8 }),
  ])
}

function label(key, [x, y], look, inside) {
  return h('text', { key, class: ['flow-label', ...look], 'data-key': key, x, y }, inside)
}

/** Long names end in … before the stage bars; the rows below have them whole. */
function short(name, room) {
  const most = Math.max(6, Math.floor(room / letter))
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name
}

function sourceLabel({ id, name, value, x1, y0, y1 }, step, dim) {
  const at = [x1 + 8, (y0 + Math.max(y1, y0 + 3)) / 2]
  const count = h('tspan', { class: 'flow-count', dx: 6 }, compact(value))
  return label(id, at, [dim(id)], [short(name, step - beside), count])
}

function fading(each, id, dim, [first, last]) {
  const tint = `${id}-${each.key.replaceAll(/\W/g, '_')}`
  return h('g', { key: each.key, 'data-key': each.key, class: ['flow-fade', dim(each.key)] }, [
    gradient(tint, each, [stop(0, each, first), stop(1, each, last)]),
    h('path', { d: each.path, fill: `url(#${tint})` }),
  ])
}

/** One line for each fate. */
const lossLabel = ({ key, fate, label: at }, dim) => label(key, at, ['flow-count', dim(key)],
  fateWords(fate, compact).map((words, line) =>
    h('tspan', { x: at[0], dy: line ? '1.3em' : undefined }, words)))

function ribbon(each, at, id, dim) {
  const tint = `${id}-r${at}`
  return h('g', { key: each.key, 'data-key': each.key, class: ['flow-ribbon', dim(each.key)] }, [
    gradient(tint, each, [stop(0, each.from, 1), stop(1, each.to, 1)]),
    h('path', { d: each.path, fill: `url(#${tint})` }),
  ])
}

/**
 * The drawing, hidden from screen readers.
 * @param {{picture: object, id: string, width: number, bright?: string,
 *   to: (rows: object) => string, open: (href: string) => void,
 *   onLook: (at: object | null) => void}} props
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
    class: 'flow-svg flow-picture', width, height: picture.height, 'aria-hidden': 'true',
    onPointermove: (event) => onLook(lookAt(event)),
    onPointerleave: () => onLook(null),
    onClick: click,
  }, [
    picture.ribbons.map((each, at) => ribbon(each, at, id, dim)),
    picture.earlier.map((each) => fading(each, id, dim, [0, .34])),
    picture.losses.map((each) => fading(each, id, dim, [.42, 0])),
    [...picture.sources, ...picture.stages].map((node) => bar(node, dim)),
    picture.sources.map((node) => sourceLabel(node, picture.step, dim)),
    picture.losses.map((each) => lossLabel(each, dim)),
  ])
}
FlowPicture.props = ['picture', 'id', 'width', 'bright', 'to', 'open', 'onLook']
