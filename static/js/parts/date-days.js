import { h, reactive } from '../core/h.js'
import { isoDay } from '../core/format.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'
import { Field } from './field.js'

const shift = (date, days) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
const monthStart = (date, months = 0) => {
  const [year, month] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** Ready ranges of whole calendar months, in the organisation's days. @param {string} today */
function readyRanges(today) {
  const year = today.slice(0, 4)
  return [
    { label: t('period.thisMonth'), from: monthStart(today), to: today },
    { label: t('period.lastMonth'), from: monthStart(today, -1), to: shift(monthStart(today), -1) },
    { label: t('period.thisYear'), from: `${year}-01-01`, to: today },
    { label: t('period.lastYear'), from: `${year - 1}-01-01`, to: `${year - 1}-12-31` },
  ]
}

/** The form behind the calendar: ready months and years, or any two days. */
export const DateDays = {
  props: { range: Object, onChoose: Function, onClose: Function },
  setup(props) {
    const today = isoDay(Date.now())
    const draft = reactive({
      from: props.range.from ?? shift(today, -29), to: props.range.to ?? today, fault: '',
    })
    const choose = (from, to) => {
      props.onClose()
      props.onChoose({ period: 'custom', from, to })
    }
    const submit = (event) => {
      event.preventDefault()
      if (!draft.from || !draft.to) draft.fault = t('period.bothDays')
      else if (draft.from > draft.to) draft.fault = t('period.wrongOrder')
      else choose(draft.from, draft.to)
    }
    const day = (name) => h(Field, { label: t(`period.${name}`) }, ({ id }) => h('input', {
      id, type: 'date', class: 'input', max: today, value: draft[name],
      onInput: (event) => { Object.assign(draft, { [name]: event.target.value, fault: '' }) },
    }))
    return () => h('form', { class: 'period-custom', onSubmit: submit, novalidate: true }, [
      h('div', { class: 'period-ready' }, readyRanges(today).map((each) => h('button', {
        key: each.label, type: 'button', class: 'menu-item',
        onClick: () => choose(each.from, each.to),
      }, each.label))),
      h('div', { class: 'period-days' }, [day('from'), day('to')]),
      draft.fault && h('p', { class: 'field-error', role: 'alert' }, draft.fault),
      h(Button, { kind: 'primary', type: 'submit', wide: true }, () => t('period.apply')),
    ])
  },
}
