/** Saying that two customers are one person. */
import { h, icon, ref } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { Button } from '../parts/button.js'
import { Dialog } from '../parts/dialog.js'
import { Person, nameOf } from '../parts/person.js'
import { SearchField } from '../parts/search-field.js'

const mostFound = 6
/** So long the background may take. */
const looksAgain = [400, 1500, 4000]

/** Props: customer, found (their record). */
export const MergeDialog = {
  props: { customer: Object, found: Object },
  emits: ['close'],
  setup(props, { emit }) {
    const text = ref('')
    const chosen = ref(null)
    const list = fetched(() => (text.value ? '/api/customers' : null),
      () => ({ q: text.value, limit: mostFound }))
    const others = () => (text.value ? list.data?.customers ?? [] : [])
      .filter(({ id }) => id !== props.customer.id)
    const again = () => {
      for (const pause of looksAgain) setTimeout(props.found.reload, pause)
    }
    const undo = (id) => mutate({ request: () => api.post(`/api/merges/${id}/undo`) }).then(again)

    async function merge() {
      const { id } = props.customer
      const request = () => api.post(`/api/customers/${id}/merge`, { with: chosen.value.id })
      let made = null
      const answer = await mutate({
        request, done: t('records.merging', { name: nameOf(chosen.value) }),
        undo: () => undo(made.merge_id),
      })
      if (!answer) return
      made = answer
      again()
      emit('close')
    }
    const choice = (customer) => h('li', { key: customer.id },
      h('label', { class: 'merge-choice' }, [
        h('input', {
          type: 'radio', name: 'same', value: customer.id,
          checked: chosen.value?.id === customer.id, 'aria-label': nameOf(customer),
          onChange: () => { chosen.value = customer },
        }),
        h(Person, { customer }),
      ]))
    const search = (wanted) => {
      text.value = wanted
      chosen.value = null
    }
    const results = () => (others().length
      ? h('ul', { class: 'stack-s', 'aria-label': t('records.found') }, others().map(choice))
      : text.value && list.data && !list.loading
        && h('p', { class: 'muted', role: 'status' }, t('records.nobody')))
    return () => h(Dialog, { title: t('records.sameTitle'), onClose: () => emit('close') }, {
      default: () => h('div', { class: 'stack-s' }, [
        h('p', { class: 'muted' }, t('records.sameHint')),
        h(SearchField, { label: t('records.search'), value: text.value, onSearch: search }),
        results(),
      ]),
      foot: () => [
        h(Button, { onClick: () => emit('close') }, () => t('action.cancel')),
        h(Button, { kind: 'primary', disabled: !chosen.value, onClick: merge },
          () => [icon('git-merge'), t('records.merge')]),
      ],
    })
  },
}
