/** Style sheets that only some screens need, fetched with them. */

/** @type {Map<string, Promise<void>>} */
const sheets = new Map()

function fetchSheet(name) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = new URL(`../../css/${name}.css`, import.meta.url).pathname
    link.onload = () => resolve()
    link.onerror = () => {
      sheets.delete(name)
      link.remove()
      reject(new Error(`${name}.css could not be loaded.`))
    }
    document.head.append(link)
  })
}

/**
 * A loader that also fetches a style sheet, so that nothing is drawn without it.
 * @template T
 * @param {string} name of a file in static/css
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export function withSheet(name, load) {
  return async () => {
    if (!sheets.has(name)) sheets.set(name, fetchSheet(name))
    const [loaded] = await Promise.all([load(), sheets.get(name)])
    return loaded
  }
}
