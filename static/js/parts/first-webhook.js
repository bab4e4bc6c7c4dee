import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { manages } from '../core/session.js'
import { Button } from './button.js'
import { CodeBlock } from './code-block.js'
import { Copy } from './copy.js'

/** The address of a connection with Copy. @param {{url: string, label: string}} props */
export const Address = ({ url, label }) => h('div', { class: 'address' }, [
  h('code', { class: 'address-text', tabindex: 0, role: 'group', 'aria-label': label }, url),
  h(Copy, { text: url, plain: true }),
])
Address.props = ['url', 'label']

/**
 * What an empty page teaches: where to post, how to try it, and that it waits.
 * @param {{connection: {url: string, curl: string}}} props
 */
export const FirstWebhook = ({ connection }) => h('div', { class: 'first' }, [
  h('div', { class: 'first-words' }, [
    h('h2', t('first.title')),
    h('p', { class: 'muted' }, t('first.hint')),
  ]),
  h('div', { class: 'stack-s' }, [
    h('h3', t('first.address')), h(Address, { url: connection.url, label: t('first.address') }),
  ]),
  h('div', { class: 'stack-s' }, [
    h(CodeBlock, { label: t('first.curl'), text: connection.curl }),
    h('p', { class: 'small muted' }, t('first.curlHint')),
  ]),
  h('div', { class: 'first-foot' }, [
    h('p', { class: 'waiting', role: 'status' }, [
      h('span', { class: 'waiting-dot' }), t('first.waiting'),
    ]),
    h('div', { class: 'line' }, [
      h(Button, { href: '/webhooks' }, () => t('first.settings')),
      manages() && h(Button, {
        href: '/webhooks/test', kind: 'primary', icon: 'paper-airplane',
      }, () => t('first.tester')),
    ]),
  ]),
])
FirstWebhook.props = ['connection']
