/** The notes about a customer. */
import { h, ref, shallowReactive, watch } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { ago } from '../core/format.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { mayWrite } from '../core/session.js'
import { Button } from '../parts/button.js'
import { Empty, Failed } from '../parts/empty.js'
import { BoneLines } from '../parts/skeleton.js'
import { unsaved } from './note-draft.js'
import { NoteEditor } from './note-editor.js'
import { NoteHistory } from './note-history.js'

const pageSize = 20

const byline = ({ created_by: by, created_at: at, changed_by: changer, changed_at: changed }) => [
  t('records.note.by', { name: by.name, ago: ago(at) }),
  changed !== at && ` · ${t('records.note.changedBy', { name: changer.name, ago: ago(changed) })}`,
]

/** The list, as it is loaded and changed here. */
function useNotes(customer, onCount) {
  const path = `/api/customers/${customer}/notes`
  const first = fetched(path, () => ({ limit: pageSize }), { keep: false })
  const self = shallowReactive({ first, notes: [], next: null, put, remove, loadOlder })
  watch(() => first.data, (data) => {
    if (data) Object.assign(self, { notes: data.notes, next: data.next_cursor })
  }, { immediate: true })

  function put(note) {
    const known = self.notes.some(({ id }) => id === note.id)
    self.notes = known ? self.notes.map((each) => (each.id === note.id ? note : each))
      : [note, ...self.notes]
    if (!known) onCount(1)
  }
  const show = (notes, more) => {
    self.notes = notes
    onCount(more)
  }
  function remove(note) {
    const before = self.notes
    const back = () => show(before, 1)
    return mutate({
      apply: () => {
        show(before.filter(({ id }) => id !== note.id), -1)
        return { takeBack: back }
      },
      request: () => api.remove(`${path}/${note.id}`),
      done: t('records.note.removed'),
      undo: () => mutate({
        apply: () => {
          back()
          return { takeBack: () => show(before.filter(({ id }) => id !== note.id), -1) }
        },
        request: () => api.post(`${path}/${note.id}/restore`),
      }),
    })
  }
  async function loadOlder() {
    const query = { limit: pageSize, cursor: self.next }
    const page = await mutate({ request: () => api.get(path, { query }) })
    if (!page) return
    Object.assign(self, { notes: [...self.notes, ...page.notes], next: page.next_cursor })
  }
  return self
}

/** Props: customer (id), onCount(change). */
export const Notes = {
  props: { customer: String, onCount: Function },
  setup(props) {
    const { customer } = props
    const list = useNotes(customer, props.onCount)
    /** The ids of notes that are written now; the new one is "". */
    const open = ref(unsaved(customer) && mayWrite() ? [''] : [])
    const history = ref(null)
    const isOpen = (id) => open.value.includes(id)
    const edit = (id) => { open.value = [...open.value, id] }
    const close = (id) => { open.value = open.value.filter((each) => each !== id) }
    /** A new note goes on in its editor, and stands in the list once that is closed. */
    const newest = ref(null)

    const editor = (note) => h(NoteEditor, {
      key: note?.id ?? 'new', customer, note, onDone: () => close(note?.id ?? ''),
      onSaved: (saved) => {
        if (!note) newest.value = saved.id
        list.put(saved)
      },
    })
    const actions = (note) => h('div', { class: 'line note-actions' }, [
      mayWrite() && h(Button, {
        small: true, kind: 'plain', icon: 'pencil', onClick: () => edit(note.id),
      }, () => t('records.note.edit')),
      h(Button, {
        small: true, kind: 'plain', icon: 'history', onClick: () => { history.value = note },
      }, () => t('records.note.history')),
      mayWrite() && h(Button, {
        small: true, kind: 'plain', icon: 'trash', onClick: () => list.remove(note),
      }, () => t('records.note.remove')),
    ])
    const item = (note) => h('li', { key: note.id, class: 'note-item' },
      isOpen(note.id) || (mayWrite() && unsaved(customer, note.id)) ? editor(note) : [
        h('div', { class: 'note-text' }, note.text),
        h('div', { class: 'small muted' }, byline(note)),
        actions(note),
      ])
    const shown = () => list.notes.filter(({ id }) => !(isOpen('') && id === newest.value))
    const rest = () => {
      const { first } = list
      if (first.error && !list.notes.length) {
        return h(Failed, { error: first.error, onRetry: first.reload })
      }
      if (!first.data && !list.notes.length) {
        return h('div', { 'aria-busy': 'true' }, h(BoneLines, { lines: 6 }))
      }
      if (!list.notes.length && !isOpen('')) {
        return h(Empty, { icon: 'note', title: t('records.note.none') },
          () => t('records.note.noneHint'))
      }
      return h('ul', { class: 'note-list' }, shown().map(item))
    }
    const begin = () => {
      newest.value = null
      edit('')
    }
    return () => h('div', { class: 'stack' }, [
      h('div', { class: 'line line-apart' }, [
        h('span', { class: 'small muted' }, t('records.note.team')),
        mayWrite() && !isOpen('') && h(Button, { small: true, icon: 'plus', onClick: begin },
          () => t('records.note.add')),
      ]),
      isOpen('') && editor(null),
      rest(),
      list.next && h(Button, { wide: true, onClick: list.loadOlder },
        () => t('records.note.older')),
      history.value && h(NoteHistory, {
        path: `/api/customers/${customer}/notes/${history.value.id}`, note: history.value,
        onSaved: list.put, onClose: () => { history.value = null },
      }),
    ])
  },
}
