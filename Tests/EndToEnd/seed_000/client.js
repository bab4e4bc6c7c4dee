// All that a client written for the seed changes to work against Waymark: the base address, its
// key, and the signature. Loaded before the examples; prints what each of their calls came to.
const { createHmac } = require('node:crypto')

const { WAYMARK_URL, WAYMARK_KEY, WAYMARK_SECRET } = process.env
const send = globalThis.fetch

globalThis.gtag = () => {}
globalThis.fetch = async (path, options) => {
  const signature = createHmac('sha256', WAYMARK_SECRET).update(options.body).digest('hex')
  const headers = {
    ...options.headers, 'X-Api-Key': WAYMARK_KEY, 'X-Webhook-Signature': `sha256=${signature}`,
  }
  const answer = await send(WAYMARK_URL + path, { ...options, headers })
  const sent = JSON.parse(options.body)
  console.log(JSON.stringify({ status: answer.status, sent, answer: await answer.json() }))
  return answer
}
