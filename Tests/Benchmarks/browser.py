"""A real Chromium before the real page, and what it tells about itself."""

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from system import Client

# Kept from before the first byte: paints, shifts, long tasks and the person's own events.
WATCH = """
if (location.protocol !== 'about:') localStorage.setItem('waymark.known', '1')
const seen = { largest: 0, shift: 0, slowest: 0 }
const long = []
Object.assign(globalThis, { seen, long })
const watch = (type, note, options) => new PerformanceObserver((list) => {
  for (const each of list.getEntries()) note(each)
}).observe({ type, buffered: true, ...options })
watch('largest-contentful-paint', (each) => { seen.largest = each.startTime })
watch('layout-shift', (each) => { if (!each.hadRecentInput) seen.shift += each.value })
watch('longtask', (each) => { long.push(each) })
watch('event', (each) => {
  if (each.interactionId) seen.slowest = Math.max(seen.slowest, each.duration)
}, { durationThreshold: 16 })
"""

# Once nothing loads and the browser has told what it saw. Asked for like this and not by locators:
# what those bring along takes the page's own thread longer than many a screen does.
SETTLED = """() => new Promise((done) => {
  const look = setInterval(() => {
    if (!document.querySelector('main h1')) return
    if (document.querySelector('main [aria-busy=true]')) return
    clearInterval(look)
    setTimeout(done, 600)
  }, 50)
})"""

# From the last key or press until what `select` finds has changed and is painted.
ANSWERED = """(select) => {
  const text = () => document.querySelector(select)?.textContent ?? ''
  const before = text()
  let start = 0
  const begin = (event) => { start = event.timeStamp }
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, begin, true)
  globalThis.answered = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (!start || text() === before || text() === '') return
      look.disconnect()
      for (const type of ['pointerdown', 'keydown']) removeEventListener(type, begin, true)
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)))
    })
    setTimeout(() => done(10_000), 10_000)
    look.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}"""

# When a text is on the screen, by the clock that the sender reads as well.
APPEARED = """(text) => {
  globalThis.appeared = new Promise((done) => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('main').textContent.includes(text)) return
      look.disconnect()
      requestAnimationFrame(() => setTimeout(() => done(Date.now())))
    })
    setTimeout(() => done(Date.now()), 10_000)
    look.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}"""

# Blocked is what long tasks take beyond 50 ms each, once there is something to press.
TOLD = """() => {
  const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0
  const late = long.filter(({ startTime }) => startTime >= first)
  return {
    ...seen, first,
    blocked: late.reduce((sum, { duration }) => sum + duration - 50, 0),
    nodes: document.getElementsByTagName('*').length,
  }
}"""

# A new window loads parts of Chromium's own, which for a while take the processors from the page.
OWN_PARTS = 2_500

# A telephone on a slow network, as ui.md has it.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8,
        "uploadThroughput": 1.6e6 / 8}
SLOWER = 4


class Chromium:
    """Opens pages as somebody who is signed in; each context begins with an empty cache."""

    def __init__(self, client: Client):
        self.client = client
        self.playwright = sync_playwright().start()
        self.browser: Browser = self.playwright.chromium.launch(executable_path="/usr/bin/chromium")

    def context(self) -> BrowserContext:
        context = self.browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="en-GB", color_scheme="light")
        context.set_default_timeout(30_000)
        context.add_cookies([
            {"name": each.name, "value": each.value, "url": self.client.url}
            for each in self.client.cookies])
        context.add_init_script(WATCH)
        return context

    def stop(self) -> None:
        self.browser.close()
        self.playwright.stop()


class Visit:
    """One page in a context of its own, from the first byte on."""

    def __init__(self, chromium: Chromium, path: str, slow: bool = False):
        self.context = chromium.context()
        self.page: Page = self.context.new_page()
        self.asked, self.answered = [], []
        self.page.on("request", lambda request: self.asked.append(request))
        self.page.on("requestfinished", lambda request: self.answered.append(request))
        self.protocol: CDPSession = self.context.new_cdp_session(self.page)
        self.page.wait_for_timeout(OWN_PARTS)
        if slow:
            self.protocol.send("Network.enable")
            self.protocol.send("Network.emulateNetworkConditions", SLOW)
            self.protocol.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        self.page.goto(chromium.client.url + path)
        self.settle()

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_) -> None:
        self.context.close()

    def settle(self) -> None:
        """Until nothing loads, and the browser has told what it saw."""
        self.page.evaluate(SETTLED)

    def told(self) -> dict:
        told = self.page.evaluate(TOLD)
        # What is in use, not what waits to be collected.
        self.protocol.send("HeapProfiler.collectGarbage")
        self.protocol.send("Performance.enable")
        metrics = self.protocol.send("Performance.getMetrics")["metrics"]
        heap = next(each["value"] for each in metrics if each["name"] == "JSHeapUsedSize")
        files = [(each.url, each.sizes()["responseBodySize"]) for each in self.answered]
        return told | {"heap": heap / 2**20, "requests": len(self.asked), "files": files}

    def until_answered(self, select: str, act) -> float:
        """Milliseconds from a press or key until what it changes is painted."""
        self.page.evaluate(ANSWERED, select)
        act()
        return self.page.evaluate("answered")
