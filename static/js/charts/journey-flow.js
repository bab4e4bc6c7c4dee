import { computed, h, lazily, shallowRef, useId } from '../core/h.js'
import { t } from '../core/i18n.js'
import { FlowFeet, FlowHeads } from './flow-figures.js'
import { FlowPicture } from './flow-picture.js'
import { layoutFlow } from './journey-flow-layout.js'

const FlowDots = lazily(() => import('./flow-dots.js'), 'FlowDots')
const FlowTip = lazily(() => import('./flow-tip.js'), 'FlowTip')

/** The picture keeps its shape: wider cards are a little higher. */
const heightFor = (width) => Math.round(Math.min(460, Math.max(300, 190 + width * .17)))

/** Arrow keys walk the stages; Enter is the link's own. */
function walk(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const links = [...event.currentTarget.querySelectorAll('.flow-head')]
  const at = links.indexOf(event.target)
  const edge = { Home: 0, End: links.length - 1 }[event.key]
  const next = edge ?? (step && Math.min(links.length - 1, Math.max(0, at + step)))
  if (at < 0 || next === undefined) return
  event.preventDefault()
  links[next].focus()
}

/**
 * Where customers came from and how they moved through the stages. The drawing is for the eye;
 * the links above and below it, and the table, say the same.
 */
export const JourneyFlow = {
  props: {
    /** The answer of GET /api/journey. */
    journey: { type: Object, required: true },
    /** Of the picture, in pixels. */
    width: { type: Number, required: true },
    /** Makes the address of {stage?, source?}. */
    to: { type: Function, required: true },
    /** Goes to an address. */
    open: { type: Function, required: true },
    /** @type {import('./flow-dots.js').Pulse[]} moves that happen now */
    pulses: { type: Array, default: () => [] },
  },
  setup(props) {
    const id = useId()
    /** What is looked at: {key, x, y}, where key names a bar, ribbon or loss. */
    const look = shallowRef(null)
    const height = computed(() => heightFor(props.width))
    const picture = computed(() => layoutFlow(props.journey, {
      width: props.width, height: height.value, rest: t('journey.flow.otherSources'),
    }))
    const lookAt = (at) => { look.value = at }
    const focus = (key) => lookAt(key && { key })
    const drawn = () => {
      const shared = { picture: picture.value, width: props.width }
      return [
        h(FlowPicture, {
          ...shared, id, bright: look.value?.key, to: props.to, open: props.open, onLook: lookAt,
        }),
        props.pulses.length > 0 && h(FlowDots, { ...shared, pulses: props.pulses }),
        look.value?.hover && h(FlowTip, { ...shared, journey: props.journey, look: look.value }),
      ]
    }
    return () => h('div', { class: 'flow', onKeydown: walk }, [
      h(FlowHeads, { stages: props.journey.stages, to: props.to, onLook: focus }),
      h('div', { class: 'flow-box', style: { blockSize: `${height.value}px` } }, drawn()),
      h(FlowFeet, { stages: props.journey.stages, to: props.to }),
    ])
  },
}
