import { h, onScopeDispose, unseen, watch } from '../core/h.js'
import { fetched, fetchedConnections } from '../core/fetched.js'
import { day, fullTime, number, size } from '../core/format.js'
import { addSentences, t } from '../core/i18n.js'
import { ended, underWay } from '../core/jobs.js'
import { href, route } from '../core/router.js'
import { customers } from '../i18n/customers.en.js'
import { lists } from '../i18n/lists.en.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Chip } from '../parts/chip.js'
import { Empty, Failed } from '../parts/empty.js'
import { JobStrip } from '../parts/job-strip.js'
import { PageHead } from '../parts/page-head.js'
import { Pager } from '../parts/pager.js'
import { Table } from '../parts/table.js'
import { mayWrite } from '../core/session.js'
import { filterWords } from './customers-chips.js'
import { readQuery } from './customers-query.js'

addSentences(customers)
addSentences(lists)

const pause = 2000

/** The list that a file is of, as a way to it. */
function what(job, names) {
  if (job.query === null) return h('span', { class: 'muted' }, t('exports.chosen'))
  const query = readQuery(job.query)
  const words = filterWords(query, names).map((each) => each.words)
  return h('a', { href: href('/customers', query), class: 'exports-what' },
    words.join(' · ') || t('exports.everybody'))
}

const tones = { failed: 'bad', cancelled: undefined }
const state = (job) => (job.state === 'done' ? size(job.file?.bytes ?? 0)
  : h(Chip, { tone: tones[job.state] }, () => t(`exports.state.${job.state}`)))
const expires = ({ file }) => file
  && h('time', { datetime: file.expires_at, title: fullTime(file.expires_at), class: 'nowrap' },
    day(file.expires_at))

function act({ file, state: now, reason }) {
  if (now === 'failed') return h('span', { class: 'small muted' }, reason)
  if (!file) return null
  if (!file.url) return h('span', { class: 'faint' }, t('exports.gone'))
  return mayWrite() && h(Button, {
    small: true, icon: 'download', href: file.url, download: '',
    'aria-label': `${t('jobs.download')}: ${file.name}`,
  }, () => t('jobs.download'))
}

const columns = (names) => {
  const column = (key, place, cell, more) =>
    ({ key, label: t(`exports.column.${key}`), place, cell, ...more })
  return [
    column('what', 'a', (job) => what(job, names)),
    column('format', 'none', ({ format }) => format.toUpperCase()),
    column('rows', 'none', ({ seen }) => number(seen), { align: 'end' }),
    column('size', 'b', state, { align: 'end' }),
    column('by', 'none', ({ by }) => by.name),
    column('made', 'd', (job) => h(Ago, { at: job.created_at })),
    column('expires', 'none', expires),
    column('act', 'c', act, {
      align: 'end', width: '90px', head: () => unseen(t('exports.column.act')),
    }),
  ]
}

/** Files of customers that were asked for. */
export const Exports = {
  setup() {
    const list = fetched('/api/jobs', () => (
      { kind: 'export', cursor: route.query.cursor, limit: 50 }))
    const known = fetchedConnections()
    watch(ended, list.reload)
    const timer = setInterval(() => {
      if (!document.hidden && list.data?.jobs.some(underWay)) list.reload()
    }, pause)
    onScopeDispose(() => clearInterval(timer))
    const names = () =>
      new Map((known.data?.connections ?? []).map(({ id, name }) => [id, name]))
    const none = () => h(Empty, { icon: 'download', title: t('exports.none') }, {
      default: () => t('exports.noneHint'),
      actions: () => h(Button, { href: '/customers', kind: 'primary', icon: 'people' },
        () => t('exports.noneAction')),
    })
    const body = () => {
      if (list.error && !list.data) return h(Failed, { error: list.error, onRetry: list.reload })
      if (list.data?.jobs.length === 0) return none()
      return [
        h('div', { class: 'scroll-x' }, h(Table, {
          caption: t('exports.list'), rows: list.data?.jobs, bones: 4, columns: columns(names()),
        })),
        list.data && h('div', { class: 'card-foot' }, [
          h('span'), h(Pager, { next: list.data.next_cursor }),
        ]),
      ]
    }
    return () => [
      h(PageHead, { title: t('nav.exports') }, { sub: () => h('span', t('exports.hint')) }),
      h('section', { class: 'card exports', 'aria-label': t('exports.list') },
        [h(JobStrip), body()]),
    ]
  },
}
