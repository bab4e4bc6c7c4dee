/**
 * Where everything in the flow picture stands. d3-sankey finds the scale and stacks the ribbons;
 * then the bars are hung from one top line, so that the stream reads from left to right and
 * losses fall out of it below.
 */
import { sankey } from '../../vendor/sankey.js'

const barWidth = 10
const sourceGap = 12
const labelRoom = 19
const mostSources = 6
const columns = 6

/** @typedef {{source: string, target: string, value: number}} Link */

/** Small sources share one bar: more than a handful of ribbons can not be told apart. */
export function foldSources({ sources, links }, restName) {
  const sorted = [...sources].sort((a, b) => b.customers - a.customers)
  if (sorted.length <= mostSources) return { sources: sorted, links }
  const kept = sorted.slice(0, mostSources - 1)
  const names = new Set(kept.map(({ id }) => `source:${id}`))
  const rest = sorted.slice(mostSources - 1).reduce((sum, { customers }) => sum + customers, 0)
  const folded = new Map()
  for (const link of links) {
    const small = link.source.startsWith('source:') && !names.has(link.source)
    const source = small ? 'source:' : link.source
    const key = `${source} ${link.target}`
    const value = link.value + (folded.get(key)?.value ?? 0)
    folded.set(key, { source, target: link.target, value })
  }
  const others = { id: '', name: restName, customers: rest }
  return { sources: [...kept, others], links: [...folded.values()] }
}

function sum(list) {
  return list.reduce((total, { value }) => total + value, 0)
}

/** A stage's bar holds all that entered it, and never less than what its ribbons carry. */
function stageNode({ id, entered }, column, { stages, links, left }) {
  const into = sum(links.filter(({ target }) => target === id))
  const out = sum(links.filter(({ source }) => source === id))
  // Nobody leaves the last stage: there is nowhere to go.
  const fate = id === stages.at(-1).id ? null : left.find(({ stage }) => stage === id)
  const lost = fate?.value ?? 0
  const fixedValue = Math.max(entered, into, out + lost)
  return { id, stage: id, column, entered, into, out, lost, fate, fixedValue }
}

function makeNodes(journey, sources) {
  return [
    { id: 'anchor', column: 0, fixedValue: 0 },
    ...sources.map(({ id, name, customers }) => (
      { id: `source:${id}`, source: id, name, column: 0, fixedValue: customers })),
    ...journey.stages.map((stage, at) => stageNode(stage, at + 1, journey)),
  ]
}

/** Links of no width hold every stage in its column even where nobody moved. */
function anchors(stages) {
  const chain = ['anchor', ...stages.map(({ id }) => id)]
  return chain.slice(1).map((target, at) => ({ source: chain[at], target, value: 0 }))
}

/** Nearest stages first, so that the main stream stays on top and skips come in below it. */
function ordered(links, nodes) {
  const at = new Map(nodes.map((node, index) => [node.id, { column: node.column, index }]))
  const known = links.filter(({ source, target, value }) =>
    value > 0 && at.has(source) && at.has(target) && at.get(source).column < at.get(target).column)
  const span = (link) => at.get(link.target).column - at.get(link.source).column
  // Copies, since d3-sankey turns the names in a link into the nodes themselves.
  return known.map((link) => ({ ...link }))
    .sort((a, b) => span(a) - span(b) || at.get(a.source).index - at.get(b.source).index)
}

function hang(graph, step) {
  let below = 0
  for (const node of graph.nodes) {
    const height = node.y1 - node.y0
    node.x0 = node.column * step
    node.x1 = node.x0 + barWidth
    node.y0 = node.source === undefined ? 0 : below
    node.y1 = node.y0 + height
    if (node.source !== undefined) below = node.y0 + Math.max(height + sourceGap, labelRoom)
  }
}

/** A curve that leaves and arrives level. */
export function curve([x0, y0], [x1, y1], begin = 'M') {
  const half = (x0 + x1) / 2
  return `${begin}${x0},${y0}C${half},${y0},${half},${y1},${x1},${y1}`
}

/** A band of one height from one place to another. */
function band([x0, y0], [x1, y1], thick) {
  return `${curve([x0, y0], [x1, y1])}${curve([x1, y1 + thick], [x0, y0 + thick], 'L')}Z`
}

function ribbon({ source, target, y0, y1, width, value }) {
  const [from, to] = [[source.x1, y0 - width / 2], [target.x0, y1 - width / 2]]
  return {
    key: `${source.id} ${target.id}`, from: source, to: target, value, width,
    x0: source.x1, x1: target.x0,
    path: band(from, to, width),
    middle: curve([source.x1, y0], [target.x0, y1]),
  }
}

/** What left falls out of its bar below the part that moved on, and fades. */
function loss(node, { scale, step, height }) {
  const thick = node.lost * scale
  const top = node.y0 + node.out * scale
  const drop = Math.min(22 + thick * .42, Math.max(10, height - top - thick))
  const end = node.x1 + step * .45
  return {
    key: `${node.id} left`, stage: node.id, value: node.lost, fate: node.fate, x0: node.x1,
    x1: end, path: band([node.x1, top], [end, top + drop], thick),
    label: [end + 8, top + drop + thick / 2],
  }
}

/** Who stood in an earlier stage already before the period comes in from nowhere. */
function before(node, { scale, step }) {
  const value = node.entered - node.into
  const thick = value * scale
  const top = node.y0 + node.into * scale
  const start = node.x0 - step * .2
  return {
    key: `${node.id} before`, stage: node.id, value, x0: start, x1: node.x0,
    path: band([start, top], [node.x0, top], thick),
  }
}

/** The graph as d3-sankey scales and stacks it, hung from the top line. */
function stacked({ nodes, links }, { step, height }) {
  const place = sankey()
    .nodeId(({ id }) => id).nodeAlign(({ column }) => column).nodeSort(null).linkSort(null)
    .nodeWidth(barWidth).nodePadding(sourceGap).iterations(0)
    .extent([[0, 0], [columns * step, height - 22]])
  const graph = place({ nodes, links })
  const widest = graph.nodes.reduce((a, b) => (b.value > a.value ? b : a))
  const scale = (widest.y1 - widest.y0) / widest.value
  hang(graph, step)
  place.update(graph)
  return { ...graph, scale }
}

/**
 * @param {{sources: object[], stages: object[], links: Link[],
 *   left: {stage: string, value: number}[]}} journey
 * @param {{width: number, height: number, rest: string}} size rest: name of the small sources
 */
export function layoutFlow(journey, { width, height, rest }) {
  const step = width / columns
  const { sources, links } = foldSources(journey, rest)
  const nodes = makeNodes({ ...journey, links }, sources)
  const drawn = [...ordered(links, nodes), ...anchors(journey.stages)]
  const graph = stacked({ nodes, links: drawn }, { step, height })
  const stages = graph.nodes.filter(({ stage }) => stage)
  const size = { scale: graph.scale, step, height }
  const thick = (value, least) => value * graph.scale >= least
  return {
    step, height, stages,
    sources: graph.nodes.filter(({ source }) => source !== undefined),
    // Skips are drawn first: they pass behind the stream.
    ribbons: graph.links.filter(({ value }) => value > 0).map(ribbon).reverse(),
    losses: stages.filter(({ lost }) => thick(lost, 1)).map((node) => loss(node, size)),
    earlier: stages.filter(({ entered, into }) => thick(entered - into, 3))
      .map((node) => before(node, size)),
  }
}
