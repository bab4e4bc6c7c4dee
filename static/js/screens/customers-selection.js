/** Customers that are selected, across pages, and what can be done with them. */
import { h, shallowReactive } from '../core/h.js'
import { t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { download } from '../parts/download.js'
import { nameOf } from '../parts/person.js'

/**
 * @typedef {object} Selection
 * @property {(row: object) => boolean} has
 * @property {(row: object) => void} toggle
 * @property {(rows: object[]) => void} toggleAll
 * @property {() => object[]} rows
 * @property {() => void} clear
 */

/** @returns {Selection} */
export function useSelection() {
  const kept = shallowReactive(new Map())
  const has = ({ id }) => kept.has(id)
  const toggle = (row) => (has(row) ? kept.delete(row.id) : kept.set(row.id, row))
  const toggleAll = (rows) => {
    const all = rows.every(has)
    for (const row of rows) if (all === has(row)) toggle(row)
  }
  return { has, toggle, toggleAll, rows: () => [...kept.values()], clear: () => kept.clear() }
}

/**
 * x selects the row that has the focus.
 * @param {() => object[]} rows
 * @param {Selection} selection
 */
export function bindSelecting(rows, selection) {
  const run = () => {
    const link = document.activeElement?.closest('tr')?.querySelector('.row-link')
    const row = rows().find(({ id }) => link?.pathname === `/customers/${id}`)
    if (row) selection.toggle(row)
  }
  bindKeys([{ keys: 'x', label: 'customers.selectKey', run }])
}

const columns = {
  id: (row) => row.customer_id,
  name: (row) => nameOf(row),
  email: (row) => row.email,
  stage: (row) => t(`stage.${row.stage}`),
  source: (row) => row.source,
  firstSeen: (row) => row.first_seen,
  lastSeen: (row) => row.last_seen,
  value: (row) => row.value.map(({ currency, amount }) => `${amount} ${currency}`).join('; '),
}

/** A table that spreadsheets open; a text that begins like a formula stays a text. */
function csv(rows) {
  const cell = (value) => {
    const text = String(value ?? '')
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return `"${safe.replaceAll('"', '""')}"`
  }
  const head = Object.keys(columns).map((key) => t(`customers.csv.${key}`))
  const lines = [head, ...rows.map((row) => Object.values(columns).map((read) => read(row)))]
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

async function copyMails(rows) {
  const mails = rows.map(({ email }) => email).filter(Boolean)
  if (!mails.length) return toast({ text: t('customers.noMails') })
  try {
    await navigator.clipboard.writeText(mails.join(', '))
    toast({ text: t('action.copied'), kind: 'good' })
  } catch {
    toast({ text: t('failure.copy'), kind: 'bad' })
  }
}

/** What takes the place of the filters while something is selected. */
export function SelectionBar({ selection }) {
  const rows = selection.rows()
  const save = () => download('customers.csv', 'text/csv', csv(rows))
  const button = (sign, word, onClick) =>
    h(Button, { small: true, icon: sign, onClick }, () => t(`customers.${word}`))
  return h('div', {
    class: 'selection', role: 'group', 'aria-label': t('customers.selection'),
  }, [
    h('span', { class: 'strong', role: 'status' }, t('customers.selected', { n: rows.length })),
    button('copy', 'copyMails', () => copyMails(rows)),
    button('download', 'download', save),
    button('x', 'clear', selection.clear),
  ])
}
SelectionBar.props = ['selection']
