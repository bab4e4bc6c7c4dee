import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { resource } from '../core/resource.js'
import { Button } from '../parts/button.js'
import { Bone, Loaded } from '../parts/skeleton.js'
import { CodeBlock } from '../parts/code-block.js'

const first = ({ connections }) => connections.find((each) => each.is_default) ?? connections[0]

const bones = () => h('div', { class: 'stack-s' }, [h(Bone, { height: '38px' }), h(Bone, { height: '150px' })])

function steps({ url, curl }) {
  return h('ol', { class: 'first-steps' }, [
    h('li', [h('p', t('journey.first.address')), h(CodeBlock, { text: url, label: t('journey.first.address') })]),
    h('li', [h('p', t('journey.first.run')), h(CodeBlock, { text: curl, label: t('journey.first.run') })]),
  ])
}

/** Nothing ever came: how to send the first webhook, waiting for it live. */
export const JourneyFirst = {
  setup() {
    const connections = resource(() => '/api/connections', (signal) => api.get('/api/connections', { signal }))
    onLive('gap', connections.reload)
    return () => h('div', { class: 'first' }, [
      h('h3', { class: 'first-title' }, t('journey.first.title')),
      h('p', { class: 'muted' }, t('journey.first.hint')),
      h(Loaded, { of: connections }, {
        default: (data) => (first(data) ? steps(first(data)) : null),
        skeleton: bones,
      }),
      h('div', { class: 'line line-apart' }, [
        h('p', { class: 'first-wait', role: 'status' }, [h('span', { class: 'first-beat', 'aria-hidden': 'true' }), t('journey.first.waiting')]),
        h('div', { class: 'line' }, [
          h(Button, { href: '/webhooks', kind: 'plain' }, () => t('journey.first.connections')),
          h(Button, { href: '/webhooks/test', kind: 'primary', icon: 'beaker' }, () => t('journey.first.tester')),
        ]),
      ]),
    ])
  },
}
