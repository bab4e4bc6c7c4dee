import { h, icon, nextTick, reactive, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'
import { TextField } from './field.js'

/**
 * A value that turns into a field where its pencil is pressed. Enter saves, Escape leaves.
 * Props: label, value, edit (what the pencil is called), hint, type, onSave(text) which throws what
 * is wrong, faultOf(error) which says it. Slots: default draws the value, mark what is said below
 * it, fault more about a refusal.
 */
export const InlineEdit = {
  props: {
    label: String, value: String, edit: String, hint: String, type: String, onSave: Function,
    faultOf: Function, locked: Boolean,
  },
  setup(props, { slots }) {
    const box = ref(null)
    const state = reactive({ open: false, text: '', error: null, busy: false })
    const focus = (what) => nextTick(() => box.value?.querySelector(what)?.focus())

    function open() {
      Object.assign(state, { open: true, text: props.value ?? '', error: null })
      focus('input')
    }
    function close() {
      state.open = false
      focus('button')
    }
    async function save(event) {
      event.preventDefault()
      const text = state.text.trim()
      if (text === (props.value ?? '')) return close()
      state.busy = true
      try {
        await props.onSave(text || null)
        close()
      } catch (error) {
        state.error = error
        focus('input')
      }
      state.busy = false
    }
    const onKeydown = (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close()
    }

    const form = () => h('form', {
      class: 'inline-form', novalidate: true, onSubmit: save, onKeydown,
    }, [
      h(TextField, {
        label: props.label, value: state.text, hint: props.hint, type: props.type,
        autocomplete: 'off', fault: state.error ? props.faultOf(state.error) : undefined,
        onChange: (text) => Object.assign(state, { text, error: null }),
      }),
      state.error && slots.fault?.(state.error),
      h('div', { class: 'line' }, [
        h(Button, { kind: 'primary', small: true, type: 'submit', busy: state.busy },
          () => t('records.save')),
        h(Button, { kind: 'plain', small: true, onClick: close }, () => t('action.cancel')),
      ]),
    ])
    const shown = () => [
      h('div', { class: 'inline-label' }, props.label),
      h('div', { class: 'inline-value' }, [
        h('div', { class: 'grow' }, slots.default()),
        !props.locked && h('button', {
          type: 'button', class: 'inline-pencil', 'aria-label': props.edit, title: props.edit,
          onClick: open,
        }, icon('pencil')),
      ]),
      slots.mark?.(),
    ]
    return () => h('div', { ref: box, class: 'inline-edit' }, state.open ? form() : shown())
  },
}
