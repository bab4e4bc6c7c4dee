/** Customers that are selected, across pages, and what can be done with them. */
import { h, lazily, ref, shallowReactive } from '../core/h.js'
import { t } from '../core/i18n.js'
import { bindKeys } from '../core/keys.js'
import { mayWrite } from '../core/session.js'
import { toast } from '../core/toast.js'
import { Button } from '../parts/button.js'
import { download } from '../parts/download.js'
import { nameOf } from '../parts/person.js'
import { filterQuery } from './customers-query.js'
import { ExportMenu } from './export-menu.js'

const BulkDialog = lazily(() => import('./bulk-dialog.js'), 'BulkDialog')

/**
 * @typedef {object} Selection
 * @property {(row: object) => boolean} has
 * @property {(row: object) => void} toggle
 * @property {(rows: object[]) => void} toggleAll
 * @property {() => object[]} rows
 * @property {import('../core/h.js').Ref<boolean>} everyone all that match the filter are meant
 * @property {() => void} clear
 */

/** @returns {Selection} */
export function useSelection() {
  const kept = shallowReactive(new Map())
  const everyone = ref(false)
  const has = ({ id }) => kept.has(id)
  const toggle = (row) => {
    everyone.value = false
    return has(row) ? kept.delete(row.id) : kept.set(row.id, row)
  }
  const toggleAll = (rows) => {
    const all = rows.every(has)
    for (const row of rows) if (all === has(row)) toggle(row)
  }
  const clear = () => {
    everyone.value = false
    kept.clear()
  }
  return { has, toggle, toggleAll, rows: () => [...kept.values()], everyone, clear }
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
  stage: (row) => row.stage,
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

/** The API takes so many one by one. */
const mostChosen = 1000
const known = (count) => count && count.is !== 'at_least'
const sentence = (word, count) => (known(count)
  ? t(`bulk.${word}`, { n: count.value }) : t(`bulk.${word}Of`))

/**
 * What takes the place of the filters while something is selected.
 * @param {{selection: Selection, count: {value: number, is: string} | null, more: boolean}} props
 *   count: how many match; more: whether there are others than those of this page
 */
export const SelectionBar = {
  props: { selection: Object, count: Object, more: Boolean },
  setup(props) {
    const action = ref(null)
    const { everyone, rows, clear } = props.selection
    const whom = () => (everyone.value ? { query: filterQuery() }
      : { ids: rows().map(({ id }) => id) })
    const number = () => {
      if (!everyone.value) return rows().length
      return props.count?.is === 'exact' ? props.count.value : null
    }
    const button = (sign, words, onClick) =>
      h(Button, { small: true, icon: sign, onClick }, () => words)
    const act = (name, sign) => button(sign, t(`bulk.${name}`), () => { action.value = name })
    const mayAct = () => mayWrite() && (everyone.value || rows().length <= mostChosen)
    const here = () => [
      button('copy', t('customers.copyMails'), () => copyMails(rows())),
      button('download', t('customers.download'),
        () => download('customers.csv', 'text/csv', csv(rows()))),
    ]
    const others = () => h('button', {
      type: 'button', class: 'text-button', onClick: () => { everyone.value = true },
    }, sentence('everyone', props.count))
    return () => h('div', {
      class: 'selection', role: 'group', 'aria-label': t('customers.selection'),
    }, [
      h('span', { class: 'strong', role: 'status' }, everyone.value
        ? sentence('everybody', props.count) : t('customers.selected', { n: rows().length })),
      props.more && !everyone.value && mayWrite() && others(),
      mayAct() && [
        act('tag', 'note'), act('untag', 'dash'), h(ExportMenu, { whom, small: true }),
      ],
      !everyone.value && here(),
      button('x', t('customers.clear'), clear),
      action.value && h(BulkDialog, {
        action: action.value, whom: whom(), count: number(), onDone: clear,
        onClose: () => { action.value = null },
      }),
    ])
  },
}
