/** Live moves of the Journey screen: dots along the ribbons, and totals that follow. */
import { onScopeDispose, shallowRef, watch } from '../core/h.js'
import { onLive, onLiveBegin } from '../core/live.js'

const mostDots = 14
const refreshEvery = 5000
/** A little longer than a dot travels (journey.css). */
const dotLives = 2000

/**
 * @param {import('../core/resource.js').Resource<any>} report
 * @param {() => boolean} shown whether a picture is there to draw dots on
 * @param {import('../core/resource.js').Resource<any> | null} course what is loaded with it
 */
export function journeyLive(report, shown, course) {
  /** @type {import('../core/h.js').Ref<import('../charts/flow-dots.js').Pulse[]>} */
  const pulses = shallowRef([])
  const still = window.matchMedia('(prefers-reduced-motion: reduce)')
  let last = 0
  let fresh = Date.now()
  let timer = 0

  function reload() {
    report.reload()
    course?.reload()
  }

  /** Totals change at most every five seconds, and not while nobody looks. */
  function refreshSoon() {
    if (timer || document.hidden) return
    timer = setTimeout(() => {
      timer = 0
      reload()
    }, Math.max(0, fresh + refreshEvery - Date.now()))
  }

  function pulse(moves) {
    if (still.matches || document.hidden || !shown()) return
    const room = mostDots - pulses.value.length
    const added = moves.slice(0, Math.max(0, room))
      .map(({ from, to }) => ({ id: last += 1, from, to, lane: Math.random() }))
    if (!added.length) return
    pulses.value = [...pulses.value, ...added]
    setTimeout(() => {
      pulses.value = pulses.value.filter((each) => !added.includes(each))
    }, dotLives)
  }

  const onShow = () => {
    pulses.value = []
    if (!document.hidden && Date.now() - fresh > refreshEvery) reload()
  }

  onLive('journey', ({ moves = [] }) => {
    pulse(moves)
    refreshSoon()
  })
  onLive('gap', reload)
  onLiveBegin(refreshSoon)
  watch(() => report.data, () => { fresh = Date.now() })
  watch(shown, (on) => { if (!on) pulses.value = [] })
  document.addEventListener('visibilitychange', onShow)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onShow)
  })
  return { pulses }
}
