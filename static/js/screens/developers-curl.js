/** A command for a shell that does what an operation is for, at this install. */
import { quote } from '../core/curl.js'
import { contents, parameters } from '../core/openapi.js'

const intake = '/api/webhook/customer-journey'

/** The connection's own command, which signs; at another path where that is what is shown. */
function posting({ path }, { curl, key }) {
  if (path === '/hooks/{key}') return curl.replace(`${intake}/${key}`, `/hooks/${key}`)
  if (path === intake) return curl.replace(`/${key}'`, `' \\\n  -H 'X-Api-Key: ${key}'`)
  return curl
}

const filled = (document, operation) => parameters(document, operation)
  .filter(({ place }) => place === 'path')
  .reduce((path, { name, example }) => path.replace(`{${name}}`, example), operation.path)

/** What proves who calls: a token where one is let in, else what a browser holds. */
function proof({ security, method }, origin) {
  if (security.some((each) => each.token)) return ['-H "Authorization: Bearer $TOKEN"']
  if (!security.some((each) => each.session)) return []
  const cookie = origin.startsWith('https:') ? '__Host-waymark' : 'waymark'
  const session = [`-H "Cookie: ${cookie}=$SESSION"`]
  return method === 'GET' ? session : [...session, '-H "X-CSRF-Token: $CSRF"']
}

const flags = ({ method, responses }) => [
  'curl -sS',
  'text/event-stream' in (responses[200]?.content ?? {}) && '-N',
  method !== 'GET' && `-X ${method}`,
].filter(Boolean).join(' ')

/**
 * @param {object} document
 * @param {import('../core/openapi.js').Operation} operation
 * @param {object} [connection] the caller's own
 */
export function commandFor(document, operation, connection) {
  if (operation['x-access'] === 'sender' && connection?.curl) return posting(operation, connection)
  const origin = connection ? new URL(connection.url).origin : window.location.origin
  const [body] = contents(document, operation.requestBody)
  return [
    `${flags(operation)} ${quote(origin + filled(document, operation))}`,
    ...proof(operation, origin),
    ...body ? [
      '-H \'Content-Type: application/json\'', `--data-raw ${quote(JSON.stringify(body.example))}`,
    ] : [],
  ].join(' \\\n  ')
}
