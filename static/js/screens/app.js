import { computed, h, lazily, watch } from '../core/h.js'
import { href, navigate, route } from '../core/router.js'
import { session } from '../core/session.js'
import { startLive, stopLive } from '../core/live.js'
import { t } from '../core/i18n.js'
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

const away = () => h('main', { class: 'away' }, h(Empty, {
  level: 1, icon: 'server', tone: 'bad', title: t('shell.away.title'),
}, () => t('shell.away.hint')))

/** The whole page: sign-in, or the frame with a screen in it. */
export const App = {
  setup() {
    const signedIn = computed(() => session.state === 'in' || session.state === 'ended')
    watch(() => session.state, (state) => {
      if (state === 'in') startLive(session.organisation.id)
      if (state === 'out') stopLive()
      if (state === 'in' && route.path === '/login') navigate(wanted(), { replace: true })
      if (state === 'out' && route.path !== '/login') {
        const here = window.location.pathname + window.location.search
        navigate(href('/login', { next: here === '/' ? '' : here }), { replace: true })
      }
    }, { immediate: true })
    return () => [
      session.state === 'out' ? h(Login) : session.state === 'away' ? away()
        : h(Frame, { ready: signedIn.value }),
      session.state === 'ended' && h(RenewDialog),
      h(Toasts),
    ]
  },
}
