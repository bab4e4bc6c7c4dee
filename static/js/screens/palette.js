import { computed, h, icon, onScopeDispose, reactive, ref, watch } from '../core/h.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { navigate } from '../core/router.js'
import { Dialog } from '../parts/dialog.js'
import { Person, nameOf } from '../parts/person.js'
import { actions, places } from './palette-entries.js'

const pause = 200
const mostCustomers = 6

/**
 * @typedef {object} Entry
 * @property {string} id
 * @property {string} group key of its heading
 * @property {string} label what is searched
 * @property {string} [icon]
 * @property {string} [href]
 * @property {() => unknown} [run]
 * @property {unknown} [inside] drawn instead of icon and label
 */

/** Whether each word typed begins a word of the label. */
function fits(label, text) {
  const words = label.toLocaleLowerCase().split(/[\s·–-]+/)
  return text.toLocaleLowerCase().split(/\s+/).every((typed) =>
    words.some((word) => word.startsWith(typed)))
}

/** Customers by the server's search, a moment after the last letter. */
function useCustomers(text) {
  const asked = ref('')
  let timer = 0
  watch(text, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = now.trim() }, pause)
  })
  onScopeDispose(() => clearTimeout(timer))
  const list = fetched(() => (asked.value.length > 1 ? '/api/customers' : null),
    () => ({ q: asked.value, limit: mostCustomers }))
  return computed(() => (text.value.trim().length > 1 ? list.data?.customers ?? [] : [])
    .map((customer) => ({
      id: `customer-${customer.id}`, group: 'customers', label: nameOf(customer),
      href: `/customers/${customer.id}`, inside: h(Person, { customer }),
    })))
}

const option = (entry, { at, index, id, choose, point }) => h('li', {
  key: entry.id, id: `${id}-${index}`, role: 'option', class: 'palette-option',
  'aria-selected': String(index === at), onClick: () => choose(entry),
  onPointermove: () => point(index),
}, entry.inside ?? [icon(entry.icon), h('span', { class: 'grow clip' }, entry.label)])

function groups(entries, shared) {
  const indexed = entries.map((entry, index) => ({ entry, index }))
  const grouped = Map.groupBy(indexed, ({ entry }) => entry.group)
  return [...grouped].map(([group, list]) => h('li', { key: group, role: 'presentation' }, [
    h('div', { class: 'palette-group', id: `${shared.id}-${group}` }, t(`palette.${group}`)),
    h('ul', { role: 'group', 'aria-labelledby': `${shared.id}-${group}` },
      list.map(({ entry, index }) => option(entry, { ...shared, index }))),
  ]))
}

/** Everything by its name: places, customers, actions. */
export const Palette = {
  props: { sections: Array, onKeys: Function },
  emits: ['close'],
  setup(props, { emit }) {
    const id = 'palette'
    const text = ref('')
    const state = reactive({ at: 0 })
    const customers = useCustomers(text)
    const known = computed(() => [...places(props.sections), ...actions(props.onKeys)])
    const entries = computed(() => {
      const wanted = text.value.trim()
      const found = wanted ? known.value.filter(({ label }) => fits(label, wanted)) : known.value
      return [...found.filter(({ group }) => group === 'places'), ...customers.value,
        ...found.filter(({ group }) => group === 'actions')]
    })
    watch(text, () => { state.at = 0 })
    const close = () => emit('close')
    const choose = (entry) => {
      close()
      if (entry.href) navigate(entry.href)
      else entry.run()
    }
    const point = (index) => { state.at = index }
    const reveal = () => document.getElementById(`${id}-${state.at}`)
      ?.scrollIntoView({ block: 'nearest' })
    const onKeydown = (event) => {
      const n = entries.value.length
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (event.key === 'Enter' && n && !event.isComposing) choose(entries.value[state.at])
      else if (step && n) state.at = (state.at + step + n) % n
      else return
      event.preventDefault()
      reveal()
    }
    const field = () => h('div', { class: 'palette-field' }, [icon('search'), h('input', {
      type: 'text', class: 'palette-input', role: 'combobox', 'data-autofocus': '',
      'aria-label': t('palette.label'), placeholder: t('palette.label'), autocomplete: 'off',
      spellcheck: 'false', 'aria-expanded': 'true', 'aria-controls': id,
      'aria-autocomplete': 'list',
      'aria-activedescendant': entries.value.length ? `${id}-${state.at}` : undefined,
      value: text.value, onInput: (event) => { text.value = event.target.value }, onKeydown,
    })])
    const shared = () => ({ at: state.at, id, choose, point })
    return () => h(Dialog, { title: t('palette.title'), look: 'palette', onClose: close }, () => [
      field(),
      h('ul', { class: 'palette-list', id, role: 'listbox', 'aria-label': t('palette.title') },
        groups(entries.value, shared())),
      !entries.value.length
        && h('p', { class: 'palette-none muted', role: 'status' }, t('palette.none')),
    ])
  },
}
