import { h, reactive } from '../core/h.js'
import { t } from '../core/i18n.js'
import { route, setQuery } from '../core/router.js'
import { session } from '../core/session.js'
import { stageName, stages } from '../core/stages.js'
import { Button } from '../parts/button.js'
import { Field, TextField } from '../parts/field.js'

const names = [
  'furthest', 'connection', 'tag', 'value_min', 'value_max', 'first_seen_from', 'first_seen_to',
]
const decimal = /^\d+(\.\d+)?$/

/** The filters that few ask for, in a form: they are applied together. */
export const MoreFilters = {
  props: { connections: Array, onClose: Function },
  setup(props) {
    const draft = reactive(
      Object.fromEntries(names.map((name) => [name, route.query[name] ?? ''])))
    const faults = reactive({})
    const submit = (event) => {
      event.preventDefault()
      for (const name of ['value_min', 'value_max']) {
        const wrong = draft[name] && !decimal.test(draft[name].trim())
        faults[name] = wrong ? t('customers.form.notANumber') : undefined
      }
      if (Object.values(faults).some(Boolean)) return
      props.onClose()
      setQuery({ ...draft, cursor: null })
    }
    const set = (name) => (value) => { draft[name] = value }
    const choice = (name, any, options) => h(Field, { label: t(`customers.form.${name}`) },
      ({ id }) => h('select', {
        id, class: 'input', value: draft[name],
        onChange: (event) => set(name)(event.target.value),
      }, [{ value: '', label: any }, ...options].map(({ value, label }) =>
        h('option', { key: value, value }, label))))
    const amount = (name, label) => h(TextField, {
      label: `${t(label)} (${route.query.currency ?? session.organisation.currency})`,
      inputmode: 'decimal', autocomplete: 'off',
      value: draft[name], fault: faults[name], onChange: set(name),
    })
    const day = (name, label) => h(TextField, {
      label: t(label), type: 'date', value: draft[name], onChange: set(name),
    })
    return () => h('form', { class: 'more-form', novalidate: true, onSubmit: submit }, [
      choice('furthest', t('customers.stage'),
        stages.map((value) => ({ value, label: stageName(value) }))),
      choice('connection', t('customers.form.anyConnection'),
        props.connections.map(({ id, name }) => ({ value: id, label: name }))),
      h('div', { class: 'more-wide' }, h(TextField, {
        label: t('customers.form.tag'), autocomplete: 'off', maxlength: 40,
        value: draft.tag, onChange: set('tag'),
      })),
      amount('value_min', 'customers.form.valueMin'),
      amount('value_max', 'customers.form.valueMax'),
      day('first_seen_from', 'customers.form.firstFrom'),
      day('first_seen_to', 'customers.form.firstTo'),
      h(Button, { kind: 'primary', type: 'submit', wide: true }, () => t('customers.form.apply')),
    ])
  },
}
