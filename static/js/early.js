// Runs before the first paint, as a classic script: the stored theme, whether to draw the frame
// while modules load, and what of the screen to fetch beside the frame's modules: its own, and what
// it will ask the server. Nothing here may fail where storage is closed.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('waymark.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  if (localStorage.getItem('waymark.known')) root.dataset.known = ''
} catch {
  // Storage is closed: the system's theme and an empty frame will do.
}

/**
 * What is asked before there are modules to ask it. core/api.js takes each answer once, as if it
 * had asked itself: a failure is met there.
 * @param {string[]} addresses
 */
function askEarly(addresses) {
  const ask = async (address) => {
    const response = await fetch(address, { headers: { Accept: 'application/json' } })
    return { response, text: await response.text() }
  }
  const answers = new Map(addresses.map((address) => [address, ask(address)]))
  for (const answer of answers.values()) answer.catch(() => {})
  // Somebody signs out or goes to another organisation in another tab: all of it is void.
  new BroadcastChannel('waymark-session').onmessage = () => answers.clear()
  window.earlyAnswers = answers
}

/** The first of each kind is dear, and nothing else is there to do while the styles come. */
function makeFormatters() {
  new Intl.NumberFormat('en')
  new Intl.DateTimeFormat('en', { timeZone: 'UTC' })
}

// deploy/local/page.py puts a list in the place of SCREENS: patterns of addresses, each with its
// files and what it asks where nothing is chosen yet.
if (typeof SCREENS !== 'undefined' && 'known' in document.documentElement.dataset) {
  const { pathname, search } = location
  const [path, files, asks] =
    SCREENS.find(([each]) => new RegExp(each).test(pathname)) ?? ['', [], []]
  for (const file of files) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = new URL(`page/${file}`, document.currentScript.src)
    document.head.append(link)
  }
  const first = search ? [] : asks.map((ask) => pathname.replace(new RegExp(path), ask))
  askEarly(['/api/session', ...first])
  makeFormatters()
}
