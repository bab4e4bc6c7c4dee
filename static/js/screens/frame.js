import {
  computed, h, lazily, onScopeDispose, ref, shallowReactive, watch,
} from '../core/h.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { onLive } from '../core/live.js'
import { navigate, route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { breath, inTurn } from '../core/turn.js'
import { Button } from '../parts/button.js'
import { Empty } from '../parts/empty.js'
import { Later } from '../parts/later.js'
import { Brand, Sidebar } from '../parts/sidebar.js'
import { Bone } from '../parts/skeleton.js'
import { ownSections, sections } from './routes.js'

const Drawer = lazily(() => import('../parts/dialog.js'), 'Drawer')
const KeyList = lazily(() => import('../parts/key-list.js'), 'KeyList')
const Palette = lazily(() => import('./palette.js'), 'Palette')
const CustomerDrawer = lazily(() => import('./customer-drawer.js'), 'CustomerDrawer')

const healthEvery = 60_000

/** Loads the screen of the present route; a screen that fails to load says so. */
function currentScreen() {
  const shown = shallowReactive({ rule: null, component: null, failed: false })
  watch(() => route.rule, async (rule) => {
    if (!rule?.load) return
    try {
      // The first screen is not drawn in the breath that draws the frame.
      const [component] = await Promise.all([rule.load(), shown.rule ?? breath()])
      if (rule === route.rule) Object.assign(shown, { rule, component, failed: false })
    } catch (failure) {
      console.warn(failure)
      if (rule === route.rule) Object.assign(shown, { rule, component: null, failed: true })
    }
  }, { immediate: true })
  return shown
}

/** How many connections fail, for the badge in the sidebar. */
function failingConnections(ready) {
  const connections = fetched(() => (ready() ? '/api/connections' : null))
  const timer = setInterval(() => { if (!document.hidden) connections.reload() }, healthEvery)
  onScopeDispose(() => clearInterval(timer))
  onLive('gap', connections.reload)
  const fails = (each) => each.health.state === 'failing'
  return computed(() => (connections.data?.connections ?? []).filter(fails).length)
}

function focusSearch() {
  document.querySelector('main [data-search], main .filters select, main .filters button')?.focus()
}

function bindFrameKeys(showKeys, showPalette) {
  bindKeys([
    { keys: 'mod k', label: 'keys.palette', everywhere: true, run: showPalette },
    ...sections.map(({ id, path, keys }) => ({
      keys, label: `keys.go.${id}`, everywhere: true, run: () => navigate(path),
    })),
    { keys: '/', label: 'keys.search', everywhere: true, run: focusSearch },
    { keys: '?', label: 'keys.list', everywhere: true, run: showKeys },
  ])
}

const notFound = () => h(Empty, { level: 1, icon: 'telescope', title: t('shell.notFound.title') }, {
  default: () => t('shell.notFound.hint'),
  actions: () => h(Button, { href: '/', kind: 'primary' }, () => t('shell.notFound.home')),
})

const broken = () => h(Empty, {
  level: 1, icon: 'alert', tone: 'bad', title: t('shell.broken.title'),
}, {
  default: () => t('shell.broken.hint'),
  actions: () => h(Button, {
    icon: 'sync', onClick: () => window.location.reload(),
  }, () => t('shell.broken.reload')),
})

const loading = () => h('div', { class: 'stack', 'aria-busy': 'true' }, [
  h(Bone, { width: '180px', height: '48px' }), h(Bone, { height: '420px' }),
])

const topbar = (onMenu, onPalette) => h('header', { class: 'topbar' }, [
  h(Button, { kind: 'plain', icon: 'three-bars', label: t('nav.menu'), onClick: onMenu }),
  h('div', { class: 'grow' }, h(Brand, { name: session.organisation?.name ?? '' })),
  h(Button, { kind: 'plain', icon: 'search', label: t('shell.palette'), onClick: onPalette }),
])

/** Sidebar, top bar, the screen, and what may lie over it. */
export const Frame = {
  props: { ready: Boolean },
  setup(props) {
    const shown = currentScreen()
    /** Once the frame is painted: what is at its edge. */
    const painted = inTurn(() => props.ready)
    const failing = failingConnections(() => painted.value)
    const menuOpen = ref(false)
    /** @type {import('../core/h.js').Ref<'keys'|'palette'|null>} what is called up by keys */
    const over = ref(null)
    const close = () => { over.value = null }
    watch(() => route.visit, () => { menuOpen.value = false })
    const showKeys = () => { over.value = 'keys' }
    const showPalette = () => { over.value = 'palette' }
    bindFrameKeys(showKeys, showPalette)
    const side = () => h(Sidebar, {
      sections: ownSections(), current: route.rule?.section, session,
      badges: { webhooks: failing.value }, whole: painted.value !== null,
      onKeys: showKeys, onPalette: showPalette,
    })
    const screen = () => {
      if (!route.rule) return notFound()
      if (!props.ready || shown.rule !== route.rule) return loading()
      return shown.failed ? broken() : h(shown.component, { key: route.visit })
    }
    return () => [
      h('a', { class: 'skip', href: '#main' }, t('shell.skip')),
      h('div', { class: 'frame' }, [
        h('header', { class: 'side' }, h(Later, { soon: true }, side)),
        topbar(() => { menuOpen.value = true }, showPalette),
        h('main', { id: 'main', class: 'main', tabindex: -1 },
          h('div', { class: 'main-inner' }, [screen()])),
      ]),
      menuOpen.value && h(Drawer, {
        label: t('nav.menu'), side: 'start', onClose: () => { menuOpen.value = false },
      }, side),
      over.value === 'keys' && h(KeyList, { onClose: close }),
      over.value === 'palette' && h(Palette, {
        sections: ownSections(), onKeys: showKeys, onClose: close,
      }),
      props.ready && route.query.customer && h(CustomerDrawer, {
        id: route.query.customer, key: route.query.customer,
        onClose: () => setQuery({ customer: null }),
      }),
    ]
  },
}
