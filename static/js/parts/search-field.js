import { h, icon, keycap, onScopeDispose, ref, watch } from '../core/h.js'
import { lettersOn } from '../core/keys.js'

const pause = 200

/**
 * A search that is asked for a moment after the last letter. "/" leads here (frame.js).
 * Props: label, value, onSearch(text).
 */
export const SearchField = {
  props: { label: String, value: String, onSearch: Function },
  setup(props) {
    const text = ref(props.value)
    let timer = 0
    const tell = () => {
      clearTimeout(timer)
      if (text.value.trim() !== props.value) props.onSearch(text.value.trim())
    }
    const type = (event) => {
      text.value = event.target.value
      clearTimeout(timer)
      timer = setTimeout(tell, pause)
    }
    // Back, or a filter taken away elsewhere; what is being typed stays.
    watch(() => props.value, (value) => { if (value !== text.value.trim()) text.value = value })
    onScopeDispose(() => clearTimeout(timer))
    return () => h('search', { class: 'input-group search-field' }, [
      icon('search'),
      h('input', {
        type: 'search', class: 'input input-quiet', 'data-search': '', value: text.value,
        'aria-label': props.label, placeholder: props.label, autocomplete: 'off',
        spellcheck: 'false', enterkeyhint: 'search', maxlength: 254,
        onInput: type, onChange: tell,
      }),
      lettersOn.value && !text.value
        && h('span', { class: 'input-end search-key', 'aria-hidden': 'true' }, keycap('/')),
    ])
  },
}
