import { h, icon } from '../core/h.js'
import { number } from '../core/format.js'
import { t } from '../core/i18n.js'
import { cancelJob, dismissJob, jobs, underWay, undoJob } from '../core/jobs.js'
import { Button } from './button.js'

const signs = { tag: 'note', untag: 'note', export: 'download' }
const customers = (n) => t('jobs.customers', { n })

/** How far a job is, in words. @param {object} job */
function words(job) {
  const { kind, state, tag, reason, total } = job
  const known = underWay(job) && total && total.is !== 'at_least'
  const seen = known
    ? t('jobs.of', { seen: number(job.seen), total: customers(total.value) })
    : customers(job.seen)
  return t(`jobs.${kind}.${state}`, { tag, reason, seen, changed: customers(job.changed) })
}

const bar = ({ state, seen, total }) => h('progress', {
  class: 'progress', 'aria-label': t('jobs.progress'),
  ...state === 'running' && total?.is !== 'at_least' && total?.value > 0
    && { max: total.value, value: Math.min(seen, total.value) },
})

const button = (word, onClick) =>
  h(Button, { small: true, onClick }, () => t(`jobs.${word}`))

const actions = (job) => [
  underWay(job) && button('cancel', () => cancelJob(job)),
  !underWay(job) && job.can_undo && button('undo', () => undoJob(job)),
  job.file?.url && h(Button, { small: true, href: job.file.url, download: '' },
    () => t('jobs.download')),
  !underWay(job) && h(Button, {
    small: true, kind: 'plain', icon: 'x', label: t('jobs.dismiss'),
    onClick: () => dismissJob(job),
  }),
]

const strip = (job) => h('li', { key: job.id, class: 'job', 'data-state': job.state }, [
  icon(job.state === 'failed' ? 'alert' : signs[job.kind]),
  h('span', { class: 'grow', role: 'status' }, words(job)),
  underWay(job) && bar(job),
  actions(job),
])

/** What is being done to many customers, and what came of it. */
export const JobStrip = () => (jobs.size
  ? h('ul', { class: 'jobs', 'aria-label': t('jobs.label') }, [...jobs.values()].map(strip))
  : null)
