import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { loadSession, manages } from '../core/session.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { Field } from '../parts/field.js'
import { formFailure, formField } from '../parts/form.js'
import { BoneLines, Loaded } from '../parts/skeleton.js'
import { SettingsFrame } from './settings-frame.js'

const names = new Intl.DisplayNames('en', { type: 'currency' })
const zones = () => Intl.supportedValuesOf('timeZone').concat('Etc/UTC').sort()
const currencies = () => Intl.supportedValuesOf('currency')

/** What is chosen stays in the list, known to this browser or not. */
const offered = (list, value) => (list.includes(value) ? list : [value, ...list])

function choice(form, name, list, label = (value) => value) {
  const words = { label: t(`organisation.${name}`), hint: t(`organisation.${name}Hint`) }
  return h(Field, { ...words, fault: form.faults[name] }, ({ id, describedBy, invalid }) =>
    h('select', {
      id, class: 'input', name, value: form.values[name], 'aria-describedby': describedBy,
      'aria-invalid': invalid, onChange: (event) => form.set(name)(event.target.value),
    }, offered(list, form.values[name]).map((value) =>
      h('option', { key: value, value }, label(value)))))
}

const Form = {
  props: { organisation: Object },
  setup({ organisation: { name, time_zone: zone, next_time_zone: next, currency } }) {
    const check = (values) => ({
      name: values.name.trim() ? undefined : t('organisation.nameMissing'),
    })
    const form = useForm({ name, time_zone: next ?? zone, currency }, async (values) => {
      const { organisation } =
        await api.patch('/api/organisation', { ...values, name: values.name.trim() })
      await loadSession()
      const text = t(organisation.next_time_zone ? 'organisation.recounting' : 'form.saved')
      toast({ text, kind: 'good' })
    }, check)
    return () => h('form', { class: 'form', novalidate: true, onSubmit: form.submit }, [
      formFailure(form),
      formField(form, 'name', { label: t('organisation.name'), maxlength: 120 }),
      choice(form, 'time_zone', zones()),
      next && h('p', { class: 'note' }, t('organisation.waiting', { zone: next })),
      choice(form, 'currency', currencies(), (code) => `${code} · ${names.of(code)}`),
      h('div', h(Button, { kind: 'primary', type: 'submit', busy: form.busy },
        () => t('form.save'))),
    ])
  },
}

const pair = (name, value) => [h('dt', t(`organisation.${name}`)), h('dd', value)]

const readOnly = (organisation) => [
  h('dl', { class: 'pairs' }, [
    pair('name', organisation.name), pair('time_zone', organisation.time_zone),
    pair('currency', `${organisation.currency} · ${names.of(organisation.currency)}`),
  ]),
  h('p', { class: 'small muted' }, t('organisation.readOnly')),
]

/** Name, time zone and currency. */
export const SettingsOrganisation = {
  setup() {
    const found = fetched('/api/organisation')
    return () => h(SettingsFrame, () => h('div', { class: 'settings-narrow' },
      h(Card, { title: t('organisation.title') }, () => h(Loaded, { of: found }, {
        default: ({ organisation }) => (manages() ? h(Form, { organisation })
          : h('div', { class: 'stack' }, readOnly(organisation))),
        skeleton: () => h(BoneLines, { lines: 8 }),
      }))))
  },
}
