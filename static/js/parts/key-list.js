import { h, keycap } from '../core/h.js'
import { bindings, lettersOn, modKey, setLetters } from '../core/keys.js'
import { addSentences, t } from '../core/i18n.js'
import { keys as sentences } from '../i18n/keys.en.js'
import { Dialog } from './dialog.js'

addSentences(sentences)

const row = (keys, label) => h('div', { class: 'key-row', key: keys + label }, [
  h('dt', keys.split(' ').map((each) => keycap(each === 'mod' ? modKey : each))), h('dd', t(label)),
])

/** Later bindings win, so a key is listed once, by its newest meaning. */
const unique = (list) => [...new Map(list.map((each) => [each.keys, each])).values()]

/** The list of keys under "?". */
export function KeyList({ onClose }) {
  const all = unique(bindings)
  const here = all.filter((each) => !each.everywhere)
  return h(Dialog, { title: t('keys.title'), onClose }, () => [
    h('div', { class: 'key-columns' }, [
      h('div', [h('h3', t('keys.everywhere')), h('dl', { class: 'key-list' }, [
        ...all.filter((each) => each.everywhere).map(({ keys, label }) => row(keys, label)),
        row('Esc', 'keys.escape'),
      ])]),
      here.length > 0 && h('div', [h('h3', t('keys.here')), h('dl', { class: 'key-list' },
        here.map(({ keys, label }) => row(keys, label)))]),
    ]),
    h('label', { class: 'check' }, [
      h('input', {
        type: 'checkbox', checked: lettersOn.value,
        onChange: (event) => setLetters(event.target.checked),
      }),
      h('span', [
        h('span', { class: 'strong' }, t('keys.letters')),
        h('span', { class: 'small muted choice-hint' }, t('keys.lettersHint')),
      ]),
    ]),
  ])
}
KeyList.props = ['onClose']
