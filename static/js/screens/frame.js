import { computed, h, icon, onScopeDispose, ref, shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { navigate, route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { Button } from '../parts/button.js'
import { Drawer } from '../parts/dialog.js'
import { Empty } from '../parts/empty.js'
import { KeyList } from '../parts/key-list.js'
import { Brand, Sidebar } from '../parts/sidebar.js'
import { Bone } from '../parts/skeleton.js'
import { sections } from './routes.js'

const healthEvery = 60_000

/** Loads the screen of the present route; a screen that fails to load says so. */
function currentScreen() {
  const shown = shallowReactive({ component: null, failed: false })
  watch(() => route.rule, async (rule) => {
    shown.failed = false
    if (!rule?.load) return Object.assign(shown, { component: null })
    try {
      const component = await rule.load()
      if (rule === route.rule) shown.component = component
    } catch (failure) {
      console.warn(failure)
      if (rule === route.rule) Object.assign(shown, { component: null, failed: true })
    }
  }, { immediate: true })
  return shown
}

/** How many connections fail, for the badge in the sidebar. */
function failingConnections(ready) {
  const connections = resource(() => (ready() ? '/api/connections' : null), (signal) => api.get('/api/connections', { signal }))
  const timer = setInterval(() => { if (!document.hidden) connections.reload() }, healthEvery)
  onScopeDispose(() => clearInterval(timer))
  onLive('gap', connections.reload)
  return computed(() => (connections.data?.connections ?? []).filter((each) => each.health.state === 'failing').length)
}

function focusSearch() {
  document.querySelector('main [data-search], main .filters select, main .filters button')?.focus()
}

function bindFrameKeys(showKeys) {
  bindKeys([
    ...sections.map(({ id, path, keys }) => ({ keys, label: `keys.go.${id}`, everywhere: true, run: () => navigate(path) })),
    { keys: '/', label: 'keys.search', everywhere: true, run: focusSearch },
    { keys: '?', label: 'keys.list', everywhere: true, run: showKeys },
  ])
}

const notFound = () => h(Empty, { level: 1, icon: 'telescope', title: t('shell.notFound.title') }, {
  default: () => t('shell.notFound.hint'),
  actions: () => h(Button, { href: '/', kind: 'primary' }, () => t('shell.notFound.home')),
})

const broken = () => h(Empty, { level: 1, icon: 'alert', tone: 'bad', title: t('shell.broken.title') }, {
  default: () => t('shell.broken.hint'),
  actions: () => h(Button, { icon: 'sync', onClick: () => window.location.reload() }, () => t('shell.broken.reload')),
})

const loading = () => h('div', { class: 'stack', 'aria-busy': 'true' }, [
  h(Bone, { width: '180px', height: '48px' }), h(Bone, { height: '420px' }),
])

/** Sidebar, top bar, the screen, and what may lie over it. */
export const Frame = {
  props: { ready: Boolean },
  setup(props) {
    const shown = currentScreen()
    const failing = failingConnections(() => props.ready)
    const menuOpen = ref(false)
    const keysOpen = ref(false)
    const customer = shallowReactive({ component: null })
    watch(() => props.ready && route.query.customer, async (id) => {
      if (id) customer.component ??= (await import('./customer-drawer.js')).CustomerDrawer
    }, { immediate: true })
    watch(() => route.visit, () => { menuOpen.value = false })
    bindFrameKeys(() => { keysOpen.value = true })
    const side = () => h(Sidebar, {
      sections, current: route.rule?.section, badges: { webhooks: failing.value }, session,
      onKeys: () => { keysOpen.value = true },
    })
    return () => [
      h('a', { class: 'skip', href: '#main' }, t('shell.skip')),
      h('div', { class: 'frame' }, [
        h('header', { class: 'side' }, side()),
        h('header', { class: 'topbar' }, [
          h('button', { type: 'button', class: 'button button-plain button-icon', 'aria-label': t('nav.menu'), onClick: () => { menuOpen.value = true } }, icon('three-bars')),
          h(Brand, { name: session.organisation?.name ?? '' }),
        ]),
        h('main', { id: 'main', class: 'main', tabindex: -1 }, h('div', { class: 'main-inner' },
          !props.ready ? loading() : shown.failed ? broken() : !route.rule ? notFound()
            : shown.component ? h(shown.component, { key: route.visit }) : loading())),
      ]),
      menuOpen.value && h(Drawer, { label: t('nav.menu'), side: 'start', onClose: () => { menuOpen.value = false } }, side),
      keysOpen.value && h(KeyList, { onClose: () => { keysOpen.value = false } }),
      props.ready && route.query.customer && customer.component && h(customer.component, {
        id: route.query.customer, key: route.query.customer, onClose: () => setQuery({ customer: null }),
      }),
    ]
  },
}
