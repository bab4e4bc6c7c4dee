/** Small choices kept in this browser; quiet where storage is closed. */

/** @param {string} name @returns {string | null} */
export function recall(name) {
  try {
    return localStorage.getItem(`waymark.${name}`)
  } catch {
    return null
  }
}

/** @param {string} name @param {string | null} value null forgets */
export function store(name, value) {
  try {
    if (value === null) localStorage.removeItem(`waymark.${name}`)
    else localStorage.setItem(`waymark.${name}`, value)
  } catch {
    // Storage is closed: the choice lasts as long as the page.
  }
}
