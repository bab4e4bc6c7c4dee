/** Start: colours, session, then the frame. */
import { createApp } from './core/h.js'
import { forgetEarlyAnswers } from './core/api.js'
import { breath } from './core/turn.js'
import './core/theme.js'
import { App } from './screens/app.js'
import { routes } from './screens/routes.js'
import { route, startRouter } from './core/router.js'
import { loadSession } from './core/session.js'
import { toast } from './core/toast.js'
import { t } from './core/i18n.js'

const known = document.documentElement.dataset.known !== undefined
const sessionLoaded = loadSession()
// Reading all modules was one task; what follows need not make it longer.
await breath()
startRouter(routes)
// The screen's modules come while the session is asked for.
if (known) route.rule?.load?.().catch(() => {})
// Who was signed in before sees the frame at once, though not in the breath that read all modules:
// the browser may draw and answer in between. Others wait for the answer.
await (known ? breath() : sessionLoaded)

const app = createApp(App)
app.config.errorHandler = (failure) => {
  console.error(failure)
  toast({ text: t('failure.page'), kind: 'bad' })
}
document.getElementById('app').replaceChildren()
app.mount('#app')
// What the first screen did not take by now is old, should another screen ask for it.
setTimeout(forgetEarlyAnswers, 5000)
