import { h, icon, onMounted, ref } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from '../parts/button.js'
import { useDraft } from './note-draft.js'

const longest = 10_000
const tellFrom = 9000

const tone = { away: 'warn', refused: 'bad', gone: 'bad', conflict: 'bad' }

const lengthOf = (text) => [...text].length

/** Two texts of one note, and what may become of them. */
const twoTexts = ({ theirs, text, settle }) => h('div', { class: 'note', 'data-tone': 'warn' },
  h('div', { class: 'stack-s grow' }, [
    h('div', t('records.note.theirs', { name: theirs.changed_by.name })),
    h('blockquote', { class: 'note-text note-theirs' }, theirs.text),
    h('div', { class: 'line' }, [
      h(Button, { small: true, onClick: () => settle(text) }, () => t('records.note.keepMine')),
      h(Button, { small: true, onClick: () => settle(theirs.text) },
        () => t('records.note.keepTheirs')),
      h(Button, { small: true, onClick: () => settle(`${theirs.text}\n\n${text}`) },
        () => t('records.note.keepBoth')),
    ]),
  ]))

const status = ({ status: now, error }) => h('div', {
  class: 'small note-status', role: 'status', 'data-tone': tone[now],
}, [
  now === 'saved' && icon('check'), t(`records.note.status.${now}`),
  now === 'refused' && [' ', error.details.join(' ') || error.message],
])

/** A note being written. Props: customer (id), note (null for a new one), onSaved(note), onDone. */
export const NoteEditor = {
  props: { customer: String, note: Object, onSaved: Function, onDone: Function },
  setup(props) {
    const field = ref(null)
    const draft = useDraft(props.customer, props.note ?? null, props.onSaved)
    const grow = () => {
      field.value.style.blockSize = 'auto'
      field.value.style.blockSize = `${field.value.scrollHeight + 2}px`
    }
    onMounted(() => {
      grow()
      field.value.focus()
    })
    const type = (event) => {
      draft.type(event.target.value)
      grow()
    }
    async function done() {
      await draft.save()
      if (draft.status === 'waiting') await draft.save()
      if (!['idle', 'saved'].includes(draft.status)) return
      draft.discard()
      props.onDone()
    }
    const onKeydown = (event) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      done()
    }
    return () => h('div', { class: 'note-editor' }, [
      h('textarea', {
        ref: field, class: 'input note-field', rows: 3, maxlength: longest,
        'aria-label': t('records.note.write'), placeholder: t('records.note.placeholder'),
        value: draft.text, onInput: type, onKeydown,
      }),
      draft.theirs && twoTexts(draft),
      h('div', { class: 'line line-apart' }, [
        status(draft),
        lengthOf(draft.text) > tellFrom && h('span', { class: 'small muted' },
          t('records.note.left', { n: longest - lengthOf(draft.text) })),
        h(Button, { small: true, onClick: done }, () => t('records.note.done')),
      ]),
    ])
  },
}
