import { computed, h, onScopeDispose, ref, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { number } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { resource } from '../core/resource.js'
import { route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { live as sentences } from '../i18n/live.en.js'
import { Button } from '../parts/button.js'
import { Failed, NoMatch } from '../parts/empty.js'
import { EventRow } from '../parts/event-row.js'
import { eventKinds, stages } from '../parts/event-sign.js'
import { Select } from '../parts/field.js'
import { FirstWebhook } from '../parts/first-webhook.js'
import { LiveStatus } from '../parts/live-status.js'
import { PageHead } from '../parts/page-head.js'
import { Bone } from '../parts/skeleton.js'
import { walkRows } from '../parts/walk.js'
import { most, useFeed } from './feed.js'

addSentences(sentences)

const minute = 60_000
const speakEvery = 30_000

/** Events of the last minute; before a minute has passed, the first fetch helps out. */
function useRate(feed) {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, 2000)
  onScopeDispose(() => clearInterval(timer))
  const started = Date.now()
  return computed(() => {
    const since = Math.max(now.value, Date.now()) - minute
    const before = feed.events.filter((event) => {
      const at = Date.parse(event.received_at)
      return at > since && at < started
    })
    return before.length + feed.arrivals.filter((at) => at > since).length
  })
}

/** New events for screen readers: a sentence at most every 30 s, not a stream of rows. */
function useSummary(feed) {
  const text = ref('')
  let heard = 0
  const timer = setInterval(() => {
    const n = feed.arrivals.filter((at) => at > heard).length
    heard = Date.now()
    text.value = n ? t('feed.summary', { n }) : ''
  }, speakEvery)
  heard = Date.now()
  onScopeDispose(() => clearInterval(timer))
  return text
}

const bones = () => h('ul', { class: 'feed', 'aria-hidden': 'true' }, Array.from({ length: 10 }, (_, i) =>
  h('li', { class: 'event-row', key: i }, h('div', { class: 'event-line' }, [
    h('span', { class: 'bone sign' }),
    h('div', { class: 'event-who stack-s' }, [h(Bone, { width: '140px' }), h(Bone, { width: '200px', height: '12px' })]),
  ]))))

const select = (name, any, options) => h(Select, {
  label: t(any), value: route.query[name] ?? '', onChoose: (value) => setQuery({ [name]: value }),
  options: [{ value: '', label: t(any) }, ...options],
})

/** Every event as it arrives. */
export const Live = {
  setup() {
    const paused = ref(false)
    const pointing = ref(false)
    const focused = ref(false)
    const looking = computed(() => pointing.value || focused.value)
    const open = ref(null)
    const box = ref(null)
    const filters = () => ({ event: route.query.event, stage: route.query.stage, connection: route.query.connection })
    const { feed, first, full, show, loadOlder } = useFeed(filters, () => paused.value || looking.value)
    const rate = useRate(feed)
    const summary = useSummary(feed)
    const connections = resource(() => '/api/connections', (signal) => api.get('/api/connections', { signal }))
    const filtered = () => Object.values(filters()).some(Boolean)
    const togglePause = () => {
      paused.value = !paused.value
      if (!paused.value) show()
    }
    watch(looking, (yes) => { if (!yes && !paused.value && feed.waiting.length) show() })
    walkRows(box, '.event-toggle')
    bindKeys([{ keys: 'p', label: 'feed.pauseKey', run: togglePause }])

    /** What pointer or focus is on stays where it is: new rows wait. */
    const holds = {
      onPointerenter: (event) => { pointing.value = event.pointerType === 'mouse' },
      onPointerleave: () => { pointing.value = false },
      onFocusin: (event) => { focused.value = event.target.matches(':focus-visible') },
      onFocusout: () => { focused.value = false },
    }
    const row = (event) => h(EventRow, {
      key: event.id, event, open: open.value === event.id, fresh: feed.fresh.has(event.id),
      onToggle: () => { open.value = open.value === event.id ? null : event.id },
    })
    const list = () => [
      h('ul', { ref: box, class: 'feed', 'aria-label': t('feed.label'), ...holds }, feed.events.map(row)),
      (feed.next || full.value) && h('div', { class: 'card-foot' }, full.value
        ? h('span', t('feed.enough', { n: most }))
        : h(Button, { small: true, busy: feed.older, onClick: loadOlder }, () => t('feed.older'))),
    ]
    const body = () => {
      if (feed.events.length) return list()
      if (first.error) return h(Failed, { error: first.error, onRetry: first.reload })
      if (!first.data) return bones()
      if (filtered()) return h(NoMatch, { what: t('feed.what'), onClear: () => setQuery({ event: null, stage: null, connection: null }) })
      const [connection] = connections.data?.connections ?? []
      return connection ? h(FirstWebhook, { connection }) : bones()
    }
    return () => [
      h(PageHead, { title: t('nav.live') }, {
        sub: () => [
          h(LiveStatus),
          h('span', { title: t('feed.perMinuteTitle') }, t('feed.perMinute', { n: number(rate.value) })),
          h('span', session.organisation?.timeZone),
        ],
        side: () => h(Button, { kind: paused.value ? 'soft' : undefined, icon: paused.value ? 'play' : 'pause', onClick: togglePause },
          () => t(paused.value ? 'feed.resume' : 'feed.pause')),
      }),
      h('section', { class: 'card', 'aria-label': t('feed.label') }, [
        (filtered() || !first.data || feed.events.length > 0) && h('div', { class: 'filters', role: 'group', 'aria-label': t('feed.filters') }, [
          select('event', 'feed.anyEvent', eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) }))),
          select('stage', 'feed.anyStage', stages.map((value) => ({ value, label: t(`stage.${value}`) }))),
          select('connection', 'feed.anyConnection', (connections.data?.connections ?? []).map(({ id, name }) => ({ value: id, label: name }))),
        ]),
        feed.waiting.length > 0 && (paused.value || looking.value) && h('button', { type: 'button', class: 'newer', onClick: show },
          t('feed.waitingNew', { n: feed.waiting.length })),
        body(),
        h('p', { class: 'unseen', role: 'status' }, summary.value),
      ]),
    ]
  },
}
