/** curl commands that a shell takes as they are. */

/** A text as one word of a POSIX shell. @param {string} text */
export const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** Headers that curl and the proxy write themselves, or that name the hop and not the request. */
const own = new Set([
  'host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding',
  'x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'x-request-id',
])

/**
 * @param {{method: string, path: string, headers: [string, string][], body: string}} request
 * @param {string} [origin]
 */
export function curlOf({ method, path, headers, body }, origin = window.location.origin) {
  const lines = [`curl -sS -X ${method} ${quote(origin + path)}`]
  for (const [name, value] of headers) {
    if (!own.has(name.toLowerCase())) lines.push(`  -H ${quote(`${name}: ${value}`)}`)
  }
  if (body) lines.push(`  --data-binary ${quote(body)}`)
  return lines.join(' \\\n')
}
