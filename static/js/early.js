// Runs before the first paint, as a classic script: the stored theme, whether to draw the frame
// while modules load, and which files of the screen to fetch beside the frame's.
// Nothing here may fail where storage is closed.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('waymark.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  if (localStorage.getItem('waymark.known')) root.dataset.known = ''
} catch {
  // Storage is closed: the system's theme and an empty frame will do.
}

// deploy/local/page.py puts a list in the place of SCREENS: patterns of addresses with their files.
if (typeof SCREENS !== 'undefined' && 'known' in document.documentElement.dataset) {
  const [, files] = SCREENS.find(([path]) => new RegExp(path).test(location.pathname)) ?? [, []]
  for (const file of files) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = new URL(`page/${file}`, document.currentScript.src)
    document.head.append(link)
  }
}
