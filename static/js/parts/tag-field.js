import { computed, h, icon, nextTick, reactive, ref, useId } from '../core/h.js'
import { t } from '../core/i18n.js'

const same = (one, other) => one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0

/**
 * A button that turns into a field with suggestions; arrows walk them, Enter adds, Escape leaves.
 * Props: tags (those that are there), suggestions, onType(text), onAdd(tag).
 */
export const TagField = {
  props: { tags: Array, suggestions: Array, onType: Function, onAdd: Function },
  setup(props) {
    const id = useId()
    const box = ref(null)
    const state = reactive({ open: false, text: '', at: -1 })
    const options = computed(() =>
      props.suggestions.filter((tag) => !props.tags.some((has) => same(has, tag))))
    const focus = (what) => nextTick(() => box.value?.querySelector(what)?.focus())

    function type(text) {
      Object.assign(state, { text, at: -1 })
      props.onType(text.trim())
    }
    function open() {
      state.open = true
      type('')
      focus('input')
    }
    function close() {
      state.open = false
      focus('button')
    }
    function add(tag) {
      if (tag && !props.tags.some((has) => same(has, tag))) props.onAdd(tag)
      type('')
      focus('input')
    }
    const onKeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const n = options.value.length
      if (step && n) state.at = (state.at + step + n + (state.at < 0 && step < 0)) % n
      else if (event.key === 'Enter') add(options.value[state.at] ?? state.text.trim())
      else if (event.key === 'Escape') close()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    // The button loses the focus as well, when the field takes its place.
    const onFocusout = ({ target, relatedTarget }) => {
      if (target.matches('input') && !box.value.contains(relatedTarget)) state.open = false
    }
    const option = (tag, index) => h('li', {
      key: tag, id: `${id}-${index}`, role: 'option', class: 'tag-option clip',
      'aria-selected': String(index === state.at),
      // Before the field loses the focus.
      onPointerdown: (event) => {
        event.preventDefault()
        add(tag)
      },
    }, tag)
    const field = () => [
      h('input', {
        class: 'tag-input', type: 'text', maxlength: 40, role: 'combobox', value: state.text,
        'aria-label': t('records.newTag'), placeholder: t('records.newTag'), autocomplete: 'off',
        'aria-expanded': String(options.value.length > 0), 'aria-autocomplete': 'list',
        'aria-controls': id,
        'aria-activedescendant': state.at >= 0 ? `${id}-${state.at}` : undefined,
        onInput: (event) => type(event.target.value), onKeydown,
      }),
      h('ul', {
        id, class: 'tag-options', role: 'listbox', 'aria-label': t('records.tags'),
        hidden: !options.value.length,
      }, options.value.map(option)),
    ]
    const button = () => h('button', { type: 'button', class: 'tag-add', onClick: open },
      [icon('plus'), t('records.addTag')])
    return () => h('div', { ref: box, class: 'tag-field', onFocusout },
      state.open ? field() : button())
  },
}
