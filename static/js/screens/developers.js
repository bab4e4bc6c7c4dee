import { computed, h } from '../core/h.js'
import { fetched, fetchedConnections } from '../core/fetched.js'
import { addSentences, t } from '../core/i18n.js'
import { byTag, operations } from '../core/openapi.js'
import { queryRef, setQuery } from '../core/router.js'
import { developers as sentences } from '../i18n/developers.en.js'
import { ApiOperation } from '../parts/api-operation.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { NoMatch } from '../parts/empty.js'
import { Select } from '../parts/field.js'
import { PageHead } from '../parts/page-head.js'
import { prose } from '../parts/prose.js'
import { SearchField } from '../parts/search-field.js'
import { Bone, BoneLines, Loaded } from '../parts/skeleton.js'
import { commandFor } from './developers-curl.js'

addSentences(sentences)

const file = '/api/openapi.json'

/** Whether each of the words is in what an operation is called. */
function matches(operation, text) {
  const said = [operation.method, operation.path, operation.summary, ...operation.tags]
    .join(' ').toLowerCase()
  return text.toLowerCase().split(/\s+/).every((word) => said.includes(word))
}

/** The connection that commands post to: the one that was chosen, else the default one. */
function useConnection() {
  const list = fetchedConnections()
  const chosen = queryRef('connection')
  const all = computed(() => list.data?.connections ?? [])
  const one = computed(() => all.value.find(({ id }) => id === chosen.value)
    ?? all.value.find((each) => each.is_default) ?? all.value[0])
  return { all, one, chosen }
}

const bones = () => h('div', { class: 'stack' }, [
  h('div', { class: 'card card-body' }, h(BoneLines, { lines: 5 })), h(Bone, { height: '320px' }),
])

const anchor = (name) => `part-${name.toLowerCase().replaceAll(' ', '-')}`

const about = ({ info }) => h(Card, { title: t('developers.about') }, () => h('div', {
  class: 'api-about',
}, info.description.split('\n\n').map((each) => h('p', { key: each }, prose(each)))))

const tagLinks = (tags) => h('nav', { class: 'pills', 'aria-label': t('developers.tags') },
  tags.map(({ name }) => h('a', { key: name, class: 'pill', href: `#${anchor(name)}` }, name)))

const head = (list) => h(PageHead, { title: t('shell.developers') }, {
  sub: list.data && (() => [
    h('span', t('developers.version', { version: list.data.info.version })),
    h('span', t('developers.sub', { n: operations(list.data).length })),
  ]),
  side: () => h(Button, {
    href: file, icon: 'download', download: 'waymark-openapi.json',
  }, () => t('developers.file')),
})

const filters = (search, connection) => h('div', { class: 'api-filters' }, [
  h(SearchField, {
    label: t('developers.search'), value: search.value, onSearch: (text) => { search.value = text },
  }),
  connection.all.value.length > 1 && h(Select, {
    label: t('developers.connection'), value: connection.one.value.id,
    options: connection.all.value.map(({ id, name }) => ({ value: id, label: name })),
    onChoose: (id) => { connection.chosen.value = id },
  }),
])

/** The API, read from its own description, with commands for the caller's own connection. */
export const Developers = {
  setup() {
    const list = fetched(file)
    const connection = useConnection()
    const search = queryRef('q', '', { replace: true })
    const open = queryRef('operation', '', { replace: true })

    const operation = (document) => (each) => h(ApiOperation, {
      key: each.id, document, operation: each, open: each.id === open.value,
      command: each.id === open.value
        ? commandFor(document, each, connection.one.value) : undefined,
      onToggle: () => { open.value = each.id === open.value ? '' : each.id },
    })
    const part = (document) => (tag) => h('div', { id: anchor(tag.name), key: tag.name },
      h(Card, { title: tag.name, bare: true }, {
        sub: () => prose(tag.description),
        default: () => h('div', { class: 'api-list' }, tag.operations.map(operation(document))),
      }))
    const parts = (document) => {
      const tags = byTag(document, operations(document)
        .filter((each) => matches(each, search.value)))
      const none = () => h(NoMatch, {
        what: t('developers.operations'), onClear: () => setQuery({ q: null }),
      })
      return h('div', { class: 'stack' }, [
        !search.value && about(document),
        filters(search, connection),
        tags.length > 1 && tagLinks(tags),
        tags.length ? tags.map(part(document)) : h('section', { class: 'card' }, none()),
      ])
    }
    return () => [
      head(list), h(Loaded, { of: list }, { default: parts, skeleton: bones }),
    ]
  },
}
