// A peer of `make bench`: the journey webhook in Node, as seed 000 has it by default. It verifies
// and checks each event and keeps it in memory only. Usage: node journey.js SOCKET, with SECRET.

const { createHmac, timingSafeEqual } = require('node:crypto')
const { chmodSync } = require('node:fs')
const http = require('node:http')

const EVENTS = new Set(['stage_entered', 'stage_completed', 'purchase_made', 'email_opened',
  'link_clicked', 'form_submitted', 'page_viewed', 'cart_abandoned', 'review_left',
  'referral_made'])
const STAGES = new Set(['awareness', 'consideration', 'purchase', 'retention', 'advocacy'])

const secret = process.env.SECRET
const kept = new Map()

function isSigned(body, header) {
  const right = Buffer.from('sha256=' + createHmac('sha256', secret).update(body).digest('hex'))
  const given = Buffer.from(header ?? '')
  return right.length === given.length && timingSafeEqual(right, given)
}

function faultsOf(event) {
  const faults = []
  if (typeof event.customer_id !== 'string' || !event.customer_id) {
    faults.push('customer_id: is missing')
  }
  if (!EVENTS.has(event.event)) faults.push('event: is not known')
  if (!STAGES.has(event.stage)) faults.push('stage: is not known')
  if (Number.isNaN(Date.parse(event.timestamp))) faults.push('timestamp: is no ISO 8601 time')
  return faults
}

function judge(body, header) {
  if (!isSigned(body, header)) return [401, { success: false, error: 'Unauthorized' }]
  let event
  try {
    event = JSON.parse(body)
  } catch {
    return [400, { success: false, error: 'Bad Request' }]
  }
  const faults = faultsOf(event)
  if (faults.length) return [400, { success: false, error: 'Bad Request', details: faults }]
  if (!kept.has(event.event_id)) kept.set(event.event_id, event)
  return [200, {
    success: true,
    message: 'Event processed successfully',
    event_id: event.event_id,
    customer_stage: event.stage,
    timestamp: event.timestamp
  }]
}

const server = http.createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const body = parts.length === 1 ? parts[0] : Buffer.concat(parts)
    const [status, answer] = judge(body, request.headers['x-webhook-signature'])
    const text = JSON.stringify(answer)
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text)
    })
    response.end(text)
  })
})

server.keepAliveTimeout = 60_000
server.listen({ path: process.argv[2], backlog: 4096 }, () => chmodSync(process.argv[2], 0o666))
process.on('SIGTERM', () => process.exit(0))
