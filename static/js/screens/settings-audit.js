import { h, ref } from '../core/h.js'
import { fetched } from '../core/fetched.js'
import { addSentences, has, t } from '../core/i18n.js'
import { href, route, setQuery } from '../core/router.js'
import { manages } from '../core/session.js'
import { audit as sentences } from '../i18n/audit.en.js'
import { Button } from '../parts/button.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { Select } from '../parts/field.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { actionWords, auditColumns, AuditDetails } from './audit-rows.js'
import { dayStart } from './day-start.js'
import { SettingsFrame } from './settings-frame.js'

addSentences(sentences)

const pageSize = 50
const day = 86_400_000
const names = ['action', 'person', 'from', 'to']
const date = /^\d{4}-\d{2}-\d{2}$/
const filtered = () => names.some((name) => route.query[name])
const clear = () => setQuery({ action: null, person: null, from: null, to: null, cursor: null })

/** Days of the organisation as the instants that the API asks for; the last day counts whole. */
function query() {
  const { action, person, from, to } = route.query
  return {
    action, person,
    from: date.test(from) ? dayStart(from) : undefined,
    to: date.test(to) ? dayStart(to, day) : undefined,
  }
}

const select = (name, any, options) => {
  const value = route.query[name] ?? ''
  const known = !value || options.some((each) => each.value === value)
  return h(Select, {
    label: t(any), value, onChoose: (to) => setQuery({ [name]: to, cursor: null }),
    options: [{ value: '', label: t(any) }, ...options, ...known ? [] : [{ value, label: value }]],
  })
}

/** Groups first, each before its actions. */
function actionOptions(actions) {
  const groups = [...new Set(actions.map((each) => each.split('.')[0]))]
  return groups.flatMap((group) => [
    { value: group, label: has(`audit.group.${group}`) ? t(`audit.group.${group}`) : group },
    ...actions.filter((each) => each.startsWith(`${group}.`))
      .map((each) => ({ value: each, label: `  ${actionWords(each)}` })),
  ])
}

const dayField = (name) => h('label', { class: 'day-field' }, [
  h('span', { class: 'small muted' }, t(`audit.${name}`)),
  h('input', {
    type: 'date', class: 'input input-quiet', value: route.query[name] ?? '',
    onChange: (event) => setQuery({ [name]: event.target.value, cursor: null }),
  }),
])

const filterBar = (actions, members) => h('div', {
  class: 'filters', role: 'group', 'aria-label': t('audit.filters'),
}, [
  select('action', 'audit.anyAction', actionOptions(actions)),
  select('person', 'audit.anyPerson', members.map(({ id, name }) => ({ value: id, label: name }))),
  dayField('from'), dayField('to'),
])

const exportLink = (format) => h(Button, {
  icon: 'download', href: href('/api/audit/export', { format, ...query() }), download: '',
  'aria-label': t('audit.export', { format: t(`audit.${format}`) }),
}, () => t(`audit.${format}`))

const nothing = () => (filtered()
  ? h(NoMatch, { what: t('audit.what'), onClear: clear })
  : h(Empty, { icon: 'log', title: t('audit.none') }, () => t('audit.noneHint')))

/** Who did what, and from where. */
export const SettingsAudit = {
  setup() {
    const list = fetched(() => (manages() ? '/api/audit' : null),
      () => ({ ...query(), cursor: route.query.cursor, limit: pageSize }))
    const members = fetched(() => (manages() ? '/api/members' : null))
    /** @type {import('../core/h.js').Ref<object | null>} */
    const open = ref(null)
    const body = () => {
      if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
      if (list.data?.entries.length === 0) return nothing()
      return h('div', { class: ['scroll-x', list.dimmed && 'dimmed'] }, h(Table, {
        caption: t('audit.list'), rows: list.data?.entries, bones: 12,
        columns: auditColumns((entry) => { open.value = entry }),
      }))
    }
    const foot = () => h('div', { class: 'card-foot' }, h(Pager, {
      next: list.data.next_cursor, previous: list.data.previous_cursor,
    }))
    return () => [
      h(SettingsFrame, null, {
        side: () => ['csv', 'json'].map(exportLink),
        default: () => h('section', { class: 'card', 'aria-label': t('audit.list') }, [
          filterBar(list.data?.actions ?? [], members.data?.members ?? []),
          body(),
          (list.data?.next_cursor || route.query.cursor) && list.data && foot(),
        ]),
      }),
      open.value && h(AuditDetails, {
        entry: open.value, onClose: () => { open.value = null },
      }),
    ]
  },
}
