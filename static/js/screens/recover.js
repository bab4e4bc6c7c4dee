import { h, reactive } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { resource } from '../core/resource.js'
import { route } from '../core/router.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { Dialog } from '../parts/dialog.js'
import { Field, Select } from '../parts/field.js'
import { Segmented } from '../parts/segmented.js'
import { sinceInstant, spans } from './since.js'

/**
 * Replays what failed, all at once: this cannot be taken back, so it asks and says how many.
 * Emits close and done.
 */
export const RecoverDialog = {
  props: { connections: Array, counts: Object },
  emits: ['close', 'done'],
  setup(props, { emit }) {
    const { state, connection, since } = route.query
    const form = reactive({
      state: state === 'quarantined' || !props.counts.dead ? 'quarantined' : 'dead',
      connection: connection ?? '', since: since ?? '', busy: false, fault: '',
    })
    const chosen = () => ({ connection: form.connection || undefined, from: sinceInstant(form.since) })
    const matching = resource(() => JSON.stringify({ recover: true, c: form.connection, s: form.since }),
      (signal) => api.get('/api/webhooks/deliveries', { signal, query: { ...chosen(), limit: 1 } }))
    const count = () => matching.data?.counts[form.state] ?? null
    const submit = async (event) => {
      event.preventDefault()
      form.busy = true
      try {
        const { replayed } = await api.post('/api/webhooks/recover', { ...chosen(), state: form.state })
        toast({ text: t('recover.done', { n: replayed }), kind: 'good' })
        emit('done')
        emit('close')
      } catch (failure) {
        form.fault = failure.message
      }
      form.busy = false
    }
    const pick = (name, label, options) => h(Field, { label }, ({ id }) => h(Select, {
      id, label, value: form[name], options, onChoose: (value) => { form[name] = value },
    }))
    return () => h(Dialog, { title: t('recover.title'), onClose: () => emit('close') }, {
      default: () => h('form', { id: 'recover', class: 'stack', onSubmit: submit }, [
        h('p', { class: 'muted' }, t('recover.hint')),
        form.fault && h('p', { class: 'note', 'data-tone': 'bad', role: 'alert' }, form.fault),
        h(Segmented, {
          label: t('recover.state'), value: form.state, onChoose: (value) => { form.state = value },
          options: ['dead', 'quarantined'].map((value) => ({ value, label: t(`recover.${value}`) })),
        }),
        pick('connection', t('tester.connection'), [
          { value: '', label: t('delivery.anyConnection') }, ...props.connections.map(({ id, name }) => ({ value: id, label: name })),
        ]),
        pick('since', t('recover.since'), ['', ...Object.keys(spans)].map((value) => ({ value, label: t(value ? `delivery.since.${value}` : 'delivery.anyTime') }))),
        count() === 0 && h('p', { class: 'note', role: 'status' }, t('recover.none')),
      ]),
      foot: () => [
        h(Button, { onClick: () => emit('close') }, () => t('action.cancel')),
        h(Button, { kind: 'primary', type: 'submit', form: 'recover', busy: form.busy, disabled: !count() },
          () => (count() ? t('recover.submitN', { n: count() }) : t('recover.submit'))),
      ],
    })
  },
}
