/** A GET as a resource: the address is the key. */
import { api } from './api.js'
import { resource } from './resource.js'
import { href } from './router.js'

/**
 * @param {string | (() => string | null)} path null loads nothing
 * @param {() => Record<string, unknown>} [query] empty values are left out
 * @param {{keep?: boolean}} [options] as of resource
 * @returns {import('./resource.js').Resource<any>}
 */
export function fetched(path, query = () => ({}), options) {
  const address = () => {
    const at = typeof path === 'function' ? path() : path
    return at === null ? null : href(at, query())
  }
  return resource(address, (signal, key) => api.get(key, { signal }), options)
}

/** The organisation's connections; many screens ask for them. */
export const fetchedConnections = () => fetched('/api/connections')
