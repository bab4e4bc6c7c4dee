import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { mayWrite } from '../core/session.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Drawer } from '../parts/dialog.js'
import { Failed } from '../parts/empty.js'
import { BoneLines } from '../parts/skeleton.js'

/** What a note said before. Props: path (of the note), note, onSaved(note). */
export const NoteHistory = {
  props: { path: String, note: Object, onSaved: Function },
  emits: ['close'],
  setup(props, { emit }) {
    const list = fetched(`${props.path}/versions`)
    async function bringBack({ text }) {
      const answer = await mutate({
        request: () => api.put(props.path, { text },
          { headers: { 'If-Match': `"${props.note.version}"` } }),
      })
      if (!answer) return
      props.onSaved(answer.note)
      emit('close')
    }
    const version = (each) => h('li', { key: each.version, class: 'drawer-part' }, [
      h('div', { class: 'small muted' }, [each.by.name, ', ', h(Ago, { at: each.at })]),
      h('div', { class: 'note-text' }, each.text),
      mayWrite() && each.text !== props.note.text && h('div', h(Button, {
        small: true, icon: 'undo', onClick: () => bringBack(each),
      }, () => t('records.note.restore'))),
    ])
    const body = () => {
      if (list.data) return h('ol', list.data.versions.map(version))
      return h('div', { class: 'drawer-part' }, list.error
        ? h(Failed, { error: list.error, onRetry: list.reload }) : h(BoneLines, { lines: 6 }))
    }
    return () => h(Drawer, { label: t('records.note.versions'), onClose: () => emit('close') },
      () => [h('h2', { class: 'note-versions' }, t('records.note.versions')), body()])
  },
}
