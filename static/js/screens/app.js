import { computed, h, lazily, shallowRef, watch } from '../core/h.js'
import { href, navigate, route } from '../core/router.js'
import { loadSession, session } from '../core/session.js'
import { onLive, startLive, stopLive } from '../core/live.js'
import { t } from '../core/i18n.js'
import { toast } from '../core/toast.js'
import { inTurn } from '../core/turn.js'
import { Empty } from '../parts/empty.js'
import { Toasts } from '../parts/toasts.js'
import { Frame } from './frame.js'

const Login = lazily(() => import('./login.js'), 'Login')
const RenewDialog = lazily(() => import('./renew.js'), 'RenewDialog')

/** Where sign-in leads: the place asked for, if it is one of ours. */
function wanted() {
  const to = new URL(route.query.next ?? '/', window.location.origin)
  return to.origin === window.location.origin ? to.pathname + to.search : '/'
}

/** A place for anybody: its screen without the frame. */
const OpenScreen = {
  setup() {
    const shown = shallowRef(null)
    route.rule.load().then((component) => { shown.value = component })
    return () => shown.value && h(shown.value)
  },
}

const away = () => h('main', { class: 'away' }, h(Empty, {
  level: 1, icon: 'server', tone: 'bad', title: t('shell.away.title'),
}, () => t('shell.away.hint')))

const warnBefore = 120_000

/** Says two minutes before that the session ends at the latest. */
function warnOfEnd() {
  let timer = 0
  watch(() => session.endsAt, (at) => {
    clearTimeout(timer)
    const wait = Date.parse(at ?? '') - Date.now() - warnBefore
    if (wait > 0) timer = setTimeout(() => toast({ text: t('shell.endsSoon') }), wait)
  }, { immediate: true })
}

/** The whole page: sign-in, or the frame with a screen in it. */
export const App = {
  setup() {
    const signedIn = computed(() => session.state === 'in' || session.state === 'ended')
    watch(inTurn(() => session.state === 'in'), (isIn) => {
      if (isIn) startLive(session.organisation.id)
    })
    watch(() => session.state === 'out', (isOut) => { if (isOut) stopLive() }, { flush: 'sync' })
    warnOfEnd()
    onLive('organisation', () => { if (session.state === 'in') loadSession() })
    watch(() => [session.state, route.path], ([state, path]) => {
      if (state === 'in' && path === '/login') navigate(wanted(), { replace: true })
      if (state === 'out' && path !== '/login' && !route.rule?.open) {
        const here = window.location.pathname + window.location.search
        navigate(href('/login', { next: here === '/' ? '' : here }), { replace: true })
      }
    }, { immediate: true })
    const screen = () => {
      if (route.rule?.open) return h(OpenScreen, { key: route.path })
      if (session.state === 'out') return h(Login)
      return session.state === 'away' ? away() : h(Frame, { ready: signedIn.value })
    }
    return () => [
      screen(),
      session.state === 'ended' && h(RenewDialog),
      h(Toasts),
    ]
  },
}
