import { computed, h, lazily, onScopeDispose, ref, watch } from '../core/h.js'
import { fetchedConnections } from '../core/fetched.js'
import { addSentences, t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { stageName, stages } from '../core/stages.js'
import { live as sentences } from '../i18n/live.en.js'
import { Button } from '../parts/button.js'
import { Failed, NoMatch } from '../parts/empty.js'
import { EventRow } from '../parts/event-row.js'
import { eventKinds } from '../parts/event-sign.js'
import { Select } from '../parts/field.js'
import { LiveStatus } from '../parts/live-status.js'
import { Newer } from '../parts/newer.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { walkRows } from '../parts/walk.js'
import { most, useFeed } from './feed.js'

addSentences(sentences)

const First = lazily(() => import('./first.js'), 'First')

const minute = 60_000
const speakEvery = 30_000
const filterNames = ['event', 'stage', 'connection']

const filters = () => Object.fromEntries(filterNames.map((name) => [name, route.query[name]]))
const filtered = () => Object.values(filters()).some(Boolean)
const clearFilters = () => setQuery(Object.fromEntries(filterNames.map((name) => [name, null])))

/** Events of the last minute; before a minute has passed, the first fetch helps out. */
function useRate(feed) {
  const started = Date.now()
  const now = ref(started)
  const timer = setInterval(() => { now.value = Date.now() }, 2000)
  onScopeDispose(() => clearInterval(timer))
  return computed(() => {
    const since = Math.max(now.value, Date.now()) - minute
    const fetched = feed.events.map((event) => Date.parse(event.received_at))
      .filter((at) => at > since && at < started)
    return fetched.length + feed.arrivals.filter((at) => at > since).length
  })
}

/** New events for screen readers: a sentence at most every 30 s, not a stream of rows. */
function useSummary(feed) {
  const text = ref('')
  let heard = Date.now()
  const timer = setInterval(() => {
    const n = feed.arrivals.filter((at) => at > heard).length
    heard = Date.now()
    text.value = n ? t('feed.summary', { n }) : ''
  }, speakEvery)
  onScopeDispose(() => clearInterval(timer))
  return text
}

/** What pointer or focus is on stays where it is: whether they are, and how to notice. */
function useAttention() {
  const pointing = ref(false)
  const focused = ref(false)
  const noticePointer = {
    onPointerenter: (event) => { pointing.value = event.pointerType === 'mouse' },
    onPointerleave: () => { pointing.value = false },
  }
  const noticeFocus = {
    onFocusin: (event) => { focused.value = event.target.matches(':focus-visible') },
    onFocusout: () => { focused.value = false },
  }
  return { looking: computed(() => pointing.value || focused.value), noticePointer, noticeFocus }
}

const boneRow = (key) => h('div', { class: 'event-row', key }, h('div', { class: 'event-line' }, [
  h('span', { class: 'bone sign' }),
  h('div', { class: 'event-who stack-s' }, [
    h(Bone, { width: '140px' }), h(Bone, { width: '200px', height: '12px' }),
  ]),
]))

const bones = () =>
  h('div', { 'aria-busy': 'true' }, Array.from({ length: 10 }, (_, i) => boneRow(i)))

const select = (name, any, options) => h(Select, {
  label: t(any), value: route.query[name] ?? '',
  options: [{ value: '', label: t(any) }, ...options],
  onChoose: (value) => setQuery({ [name]: value }),
})

const filterBar = (connections) => h('div', {
  class: 'filters', role: 'group', 'aria-label': t('feed.filters'),
}, [
  select('event', 'feed.anyEvent',
    eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) }))),
  select('stage', 'feed.anyStage', stages.map((value) => ({ value, label: stageName(value) }))),
  select('connection', 'feed.anyConnection',
    connections.map(({ id, name }) => ({ value: id, label: name }))),
])

const head = (rate, paused, togglePause) => h(PageHead, { title: t('nav.live') }, {
  sub: () => [
    h(LiveStatus),
    h('span', { title: t('feed.perMinuteTitle') }, t('feed.perMinute', { n: rate })),
    h('span', session.organisation?.time_zone),
  ],
  side: () => h(Button, {
    kind: paused ? 'soft' : undefined, icon: paused ? 'play' : 'pause', onClick: togglePause,
  }, () => t(paused ? 'feed.resume' : 'feed.pause')),
})

/** Every event as it arrives. */
export const Live = {
  setup() {
    const paused = ref(false)
    const open = ref(null)
    const box = ref(null)
    const { looking, noticePointer, noticeFocus } = useAttention()
    const { feed, first, full, show, loadOlder } =
      useFeed(filters, () => paused.value || looking.value)
    const rate = useRate(feed)
    const summary = useSummary(feed)
    const list = fetchedConnections()
    const connections = () => list.data?.connections ?? []
    const togglePause = () => {
      paused.value = !paused.value
      if (!paused.value) show()
    }
    watch(looking, (yes) => { if (!yes && !paused.value && feed.waiting.length) show() })
    walkRows(box, '.event-toggle')
    bindKeys([{ keys: 'p', label: 'feed.pauseKey', run: togglePause }])

    const row = (event) => h(EventRow, {
      key: event.id, event, open: open.value === event.id, fresh: feed.fresh.has(event.id),
      onToggle: () => { open.value = open.value === event.id ? null : event.id },
    })
    const older = () => h('div', { class: 'card-foot' }, full.value
      ? h('span', t('feed.enough', { n: most }))
      : h(Button, { small: true, busy: feed.older, onClick: loadOlder }, () => t('feed.older')))
    const newer = () => feed.waiting.length > 0 && (paused.value || looking.value)
      && h(Newer, { onShow: show }, () => t('feed.waitingNew', { n: feed.waiting.length }))
    const rows = () => [
      h('div', noticePointer, [
        newer(),
        h('ul', { ref: box, class: 'feed', 'aria-label': t('feed.label'), ...noticeFocus },
          feed.events.map(row)),
      ]),
      (feed.next || full.value) && older(),
    ]
    const body = () => {
      if (feed.events.length) return rows()
      if (first.error) return h(Failed, { error: first.error, onRetry: first.reload })
      if (!first.data) return bones()
      if (filtered()) return h(NoMatch, { what: t('feed.what'), onClear: clearFilters })
      return h(First)
    }
    return () => [
      head(rate.value, paused.value, togglePause),
      h('section', { class: 'card', 'aria-label': t('feed.label') }, [
        (filtered() || !first.data || feed.events.length > 0) && filterBar(connections()),
        !feed.events.length && newer(),
        body(),
        h('p', { class: 'unseen', role: 'status' }, summary.value),
      ]),
    ]
  },
}
