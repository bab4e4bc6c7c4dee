// Runs before the first paint, as a classic script: the stored theme, and whether to draw the
// frame while modules load. Nothing here may fail where storage is closed.
try {
  const root = document.documentElement
  const theme = localStorage.getItem('waymark.theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  if (localStorage.getItem('waymark.known')) root.dataset.known = ''
} catch {
  // Storage is closed: the system's theme and an empty frame will do.
}
