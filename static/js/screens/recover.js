import { h, onUnmounted, reactive } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { counted } from '../core/format.js'
import { t } from '../core/i18n.js'
import { route } from '../core/router.js'
import { toast } from '../core/toast.js'
import { formFoot } from '../parts/choice.js'
import { Dialog } from '../parts/dialog.js'
import { Field, Select } from '../parts/field.js'
import { Segmented } from '../parts/segmented.js'
import { sinceInstant, spans } from './since.js'

const states = ['dead', 'quarantined']

/** What the list shows now is what the dialog offers first. */
function useRecovery(counts, emit) {
  const { state, connection, since } = route.query
  const form = reactive({
    state: state === 'quarantined' || !counts.dead?.value ? 'quarantined' : 'dead',
    connection: connection ?? '', since: since ?? '', busy: false, done: 0, fault: '',
  })
  const chosen = () =>
    ({ connection: form.connection || undefined, from: sinceInstant(form.since) })
  const matching = fetched('/api/webhooks/deliveries', () => ({ ...chosen(), limit: 1 }))
  let isOpen = true
  onUnmounted(() => { isOpen = false })
  /** Goes on until all are queued, or whoever asked closes the dialog. */
  const replay = async () => {
    const { connection: connection_id, from } = chosen()
    const body = { connection_id, from, state: form.state }
    let cursor
    do {
      const answer = await api.post('/api/webhooks/recover', { ...body, cursor })
      form.done += answer.replayed
      cursor = answer.next_cursor
    } while (cursor && isOpen)
  }
  form.count = () => matching.data?.counts[form.state] ?? { value: null }
  form.submit = async (event) => {
    event.preventDefault()
    form.busy = true
    form.done = 0
    try {
      await replay()
      toast({ text: t('recover.done', { n: form.done }), kind: 'good' })
      emit('done')
      emit('close')
    } catch (failure) {
      form.fault = failure.message
    }
    form.busy = false
  }
  return form
}

const pick = (form, name, label, options) => h(Field, { label }, ({ id }) => h(Select, {
  id, label, value: form[name], options, onChoose: (value) => { form[name] = value },
}))

const fields = (form, connections) => [
  h('p', { class: 'muted' }, t('recover.hint')),
  form.fault && h('p', { class: 'note', 'data-tone': 'bad', role: 'alert' }, form.fault),
  h(Segmented, {
    label: t('recover.state'), value: form.state, onChoose: (state) => { form.state = state },
    options: states.map((value) => ({ value, label: t(`delivery.state.${value}`) })),
  }),
  pick(form, 'connection', t('recover.connection'), [
    { value: '', label: t('delivery.anyConnection') },
    ...connections.map(({ id, name }) => ({ value: id, label: name })),
  ]),
  pick(form, 'since', t('recover.since'), [
    { value: '', label: t('delivery.anyTime') },
    ...Object.keys(spans).map((value) => ({ value, label: t(`delivery.since.${value}`) })),
  ]),
  form.done > 0
    && h('p', { class: 'note', role: 'status' }, t('recover.soFar', { n: form.done })),
  form.count().value === 0 && h('p', { class: 'note', role: 'status' }, t('recover.none')),
]

/**
 * Replays what failed, all at once: this cannot be taken back, so it asks and says how many.
 * Emits close and done.
 */
export const RecoverDialog = {
  props: { connections: Array, counts: Object },
  emits: ['close', 'done'],
  setup(props, { emit }) {
    const form = useRecovery(props.counts, emit)
    const close = () => emit('close')
    const label = () => {
      const { value, is } = form.count()
      if (!value) return t('recover.submit')
      return t('recover.submitN', { n: is === 'exact' ? value : counted({ value, is }) })
    }
    return () => h(Dialog, { title: t('recover.title'), onClose: close }, {
      default: () => h('form', { id: 'recover', class: 'stack', onSubmit: form.submit },
        fields(form, props.connections)),
      foot: () => formFoot(form, 'recover', label(), close, { disabled: !form.count().value }),
    })
  },
}
