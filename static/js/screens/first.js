import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { addSentences } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { live } from '../i18n/live.en.js'
import { FirstWebhook } from '../parts/first-webhook.js'
import { NoConnection } from '../parts/no-connection.js'
import { Bone, Loaded } from '../parts/skeleton.js'

addSentences(live)

const load = (signal, address) => api.get(address, { signal })
const ours = ({ connections }) => connections.find((each) => each.is_default) ?? connections[0]

const bones = () => h('div', { class: 'stack card-body' },
  [h(Bone, { width: '240px' }), h(Bone, { height: '38px' }), h(Bone, { height: '180px' })])

/** Nothing ever came: how to send the first webhook. What waits for it shows it. */
export const First = {
  setup() {
    const connections = resource(() => '/api/connections', load)
    onLive('gap', connections.reload)
    return () => h(Loaded, { of: connections }, {
      default: (data) => (ours(data) ? h(FirstWebhook, { connection: ours(data) })
        : h(NoConnection)),
      skeleton: bones,
    })
  },
}
