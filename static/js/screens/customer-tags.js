/** A customer's tags: shown at once, taken back where the server refuses. */
import { h, icon, onScopeDispose, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { mayWrite } from '../core/session.js'
import { Card } from '../parts/card.js'
import { TagField } from '../parts/tag-field.js'

const pause = 150
const mostOffered = 8

/** @param {import('../core/resource.js').Resource<any>} found the customer's record */
export function useTags(found) {
  const asked = ref(null)
  let timer = 0
  const known = fetched(() => (asked.value === null ? null : '/api/tags'),
    () => ({ q: asked.value, limit: mostOffered }))
  const ask = (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = text }, pause)
  }
  onScopeDispose(() => clearTimeout(timer))

  const changed = (next) => ({ customer, ...rest }) =>
    ({ ...rest, customer: { ...customer, tags: next(customer.tags) } })
  const path = (tag) => `/api/customers/${found.data.customer.id}/tags/${encodeURIComponent(tag)}`
  /** Shows other tags at once; the server's word on them is the last. */
  async function change(next, request, more) {
    const apply = () => found.suppose(changed(next))
    const answer = await mutate({ apply, request, ...more })
    if (answer) found.patch(changed(() => answer.tags))
  }
  const without = (tag) => (tags) => tags.filter((each) => each.tag !== tag)
  const add = (tag) => change(
    (tags) => [...without(tag)(tags), { tag, added_at: '', added_by: null }],
    () => api.put(path(tag)))
  const remove = (tag) => change(without(tag), () => api.remove(path(tag)),
    { done: t('records.untagged', { tag }), undo: () => add(tag) })
  const suggestions = () => known.data?.tags.map(({ tag }) => tag) ?? []
  return { add, remove, ask, suggestions }
}

const chip = (tag, remove) => h('li', { key: tag, class: 'chip tag' }, [
  h('span', { class: 'clip' }, tag),
  mayWrite() && h('button', {
    type: 'button', class: 'tag-remove', 'aria-label': t('records.removeTag', { tag }),
    onClick: () => remove(tag),
  }, icon('x')),
])

/** The card. */
export const tagsCard = ({ tags }, { add, remove, ask, suggestions }) =>
  h(Card, { title: t('records.tags') }, () => [
    !tags.length && h('p', { class: 'muted small tag-none' }, t('records.noTags')),
    h('div', { class: 'tag-line' }, [
      tags.length > 0 && h('ul', { class: 'tag-list', 'aria-label': t('records.tags') },
        tags.map(({ tag }) => chip(tag, remove))),
      mayWrite() && h(TagField, {
        tags: tags.map(({ tag }) => tag), suggestions: suggestions(), onType: ask, onAdd: add,
      }),
    ]),
  ])
