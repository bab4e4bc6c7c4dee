/** Forms: what is typed, what is wrong with it, and the sending. */
import { nextTick, reactive } from './h.js'
import { t } from './i18n.js'

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/** The server says "field: reason"; what belongs to no field here goes above the form. */
function sort(details, values) {
  const faults = {}
  const rest = []
  for (const detail of details) {
    const [, field, reason] = /^([\w.]+): (.*)$/s.exec(detail) ?? []
    if (field in values) faults[field] = capital(reason)
    else rest.push(detail)
  }
  return { faults, rest }
}

/**
 * What a person types stays, whatever comes of it.
 * @template {Record<string, unknown>} Values
 * @param {Values} start
 * @param {(values: Values) => Promise<unknown>} send
 * @param {(values: Values) => Record<string, string | undefined>} [check] faults found here
 */
export function useForm(start, send, check = () => ({})) {
  const form = reactive({ values: { ...start }, faults: {}, failure: '', busy: false })

  function refuse(error) {
    const { faults, rest } = sort(error.details ?? [], form.values)
    form.faults = faults
    const named = Object.keys(faults).length > 0
    form.failure = rest.join(' ') || (named ? '' : error.message)
    if (error.status === 429) form.failure = t('form.wait', { n: error.retryAfter ?? 30 })
  }

  form.set = (name) => (value) => {
    form.values[name] = value
    form.faults[name] = undefined
  }
  form.reset = () => Object.assign(form, { values: { ...start }, faults: {}, failure: '' })
  form.submit = async (event) => {
    event.preventDefault()
    const box = event.currentTarget
    const first = () => nextTick(() => box.querySelector('[aria-invalid=true]')?.focus())
    Object.assign(form, { faults: check(form.values), failure: '' })
    if (Object.values(form.faults).some(Boolean)) return first()
    form.busy = true
    await send({ ...form.values }).catch((error) => {
      refuse(error)
      first()
    })
    form.busy = false
  }
  return form
}
