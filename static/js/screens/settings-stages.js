import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { loadSession, manages } from '../core/session.js'
import { stages, usualName } from '../core/stages.js'
import { toast } from '../core/toast.js'
import { Card } from '../parts/card.js'
import { Button } from '../parts/button.js'
import { StageChip } from '../parts/chip.js'
import { formFailure, formField } from '../parts/form.js'
import { BoneLines, Loaded } from '../parts/skeleton.js'
import { SettingsFrame } from './settings-frame.js'

const longestName = 40
const mostDays = 365

/** The field of a stage, by the name that the server's faults have for it. */
const field = (stage) => `stage_names.${stage}`

/** What is wrong with the names: the later of two that are the same, if it was typed. */
function clashes(values) {
  const name = (stage) => values[field(stage)].trim() || usualName(stage)
  const same = (one, other) => name(one).toLowerCase() === name(other).toLowerCase()
  const pairs = stages.flatMap((stage, at) => stages.slice(0, at)
    .filter((earlier) => same(earlier, stage))
    .map((earlier) => (values[field(stage)].trim() ? [stage, earlier] : [earlier, stage])))
  return Object.fromEntries(pairs.map(([stage, other]) =>
    [field(stage), t('stages.taken', { name: name(other) })]))
}

function check(values) {
  const days = Number(values.window_days)
  const fits = Number.isInteger(days) && days >= 1 && days <= mostDays
  return { ...clashes(values), window_days: fits ? undefined : t('stages.windowWrong') }
}

const typed = ({ stage_names: names, window_days: days, next_window_days: next }) => ({
  ...Object.fromEntries(stages.map((stage) => [field(stage), names[stage] ?? ''])),
  window_days: String(next ?? days),
})

const waiting = ({ window_days: days, next_window_days: next }) => next && next !== days
  && h('p', { class: 'note', role: 'status' }, t('stages.waiting', { n: next }))

const Form = {
  props: { organisation: Object },
  emits: ['saved'],
  setup(props, { emit }) {
    const form = useForm(typed(props.organisation), async (values) => {
      const names = Object.fromEntries(stages.map((stage) => [stage, values[field(stage)].trim()]))
      const answer = await api.patch('/api/organisation', {
        stage_names: names, window_days: Number(values.window_days),
      })
      await loadSession()
      emit('saved', answer)
      const { window_days: days, next_window_days: next } = answer.organisation
      toast({ text: t(next && next !== days ? 'stages.recounting' : 'form.saved'), kind: 'good' })
    }, check)
    const name = (stage) => h('li', { key: stage, class: 'stage-field', 'data-stage': stage },
      formField(form, field(stage), {
        label: usualName(stage), hint: t(`stages.enters.${stage}`), maxlength: longestName,
        placeholder: usualName(stage), autocomplete: 'off',
      }))
    return () => h('form', { class: 'form', novalidate: true, onSubmit: form.submit }, [
      formFailure(form),
      h('p', { class: 'muted' }, t('stages.about')),
      h('ol', { class: 'stage-fields' }, stages.map(name)),
      h('div', { class: 'stage-days' }, formField(form, 'window_days', {
        label: t('stages.window'), hint: t('stages.windowHint'), type: 'number', min: 1,
        max: mostDays, step: 1, inputmode: 'numeric',
      })),
      waiting(props.organisation),
      h('div', h(Button, { kind: 'primary', type: 'submit', busy: form.busy },
        () => t('form.save'))),
    ])
  },
}

const shown = (stage) => h('li', { key: stage, class: 'stage-field', 'data-stage': stage }, [
  h(StageChip, { stage }), h('p', { class: 'field-hint' }, t(`stages.enters.${stage}`)),
])

const readOnly = (organisation) => h('div', { class: 'stack' }, [
  h('ol', { class: 'stage-fields' }, stages.map(shown)),
  h('dl', { class: 'pairs' }, [
    h('dt', t('stages.window')), h('dd', t('stages.days', { n: organisation.window_days })),
  ]),
  h('p', { class: 'field-hint' }, t('stages.windowHint')),
  waiting(organisation),
  h('p', { class: 'small muted' }, t('organisation.readOnly')),
])

/** What the stages are called, and how long customers have to go on to the next one. */
export const SettingsStages = {
  setup() {
    const found = fetched('/api/organisation')
    onLive('gap', found.reload)
    const onSaved = (answer) => found.patch(() => answer)
    return () => h(SettingsFrame, () => h('div', { class: 'settings-narrow' },
      h(Card, { title: t('stages.title') }, () => h(Loaded, { of: found }, {
        default: ({ organisation }) => (manages() ? h(Form, { organisation, onSaved })
          : readOnly(organisation)),
        skeleton: () => h(BoneLines, { lines: 18 }),
      }))))
  },
}
