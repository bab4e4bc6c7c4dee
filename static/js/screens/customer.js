import { h, lazily, ref, watch } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { route, setQuery, setTitle } from '../core/router.js'
import { mayWrite } from '../core/session.js'
import { stageName, stages } from '../core/stages.js'
import { customer as sentences } from '../i18n/customer.en.js'
import { records } from '../i18n/records.en.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { customerFacts, customerHead, customerIdentities, customerMerges }
  from '../parts/customer.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { eventKinds } from '../parts/event-sign.js'
import { Select } from '../parts/field.js'
import { Later } from '../parts/later.js'
import { LiveStatus } from '../parts/live-status.js'
import { BackLink } from '../parts/page-head.js'
import { nameOf } from '../parts/person.js'
import { Bone, BoneLines } from '../parts/skeleton.js'
import { StageStrip } from '../parts/stage-strip.js'
import { Tabs, tabPanel } from '../parts/tabs.js'
import { Timeline } from '../parts/timeline.js'
import { contactCard, useContact } from './customer-contact.js'
import { useCustomer, useHistory } from './customer-record.js'
import { tagsCard, useTags } from './customer-tags.js'
import { lastList } from './customers-query.js'

addSentences(sentences)
addSentences(records)

const MergeDialog = lazily(() => import('./customer-merge.js'), 'MergeDialog')
const Notes = lazily(() => import('./customer-notes.js'), 'Notes')

const pageSize = 40
const filterNames = ['event', 'stage']
const filters = () => Object.fromEntries(filterNames.map((name) => [name, route.query[name]]))
const filtered = () => filterNames.some((name) => route.query[name])
const clear = () => setQuery({ event: null, stage: null })

const select = (name, options) => h(Select, {
  label: t(`customer.any.${name}`), value: route.query[name] ?? '',
  options: [{ value: '', label: t(`customer.any.${name}`) }, ...options],
  onChoose: (value) => setQuery({ [name]: value }),
})

const filterBar = () => h('div', {
  class: 'line no-print', role: 'group', 'aria-label': t('customer.filters'),
}, [
  select('event', eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) }))),
  select('stage', stages.map((value) => ({ value, label: stageName(value) }))),
])

function events({ first, events: shown, next, older, loadOlder }) {
  if (first.error && !shown.length) {
    return h(Failed, { error: first.error, onRetry: first.reload })
  }
  if (!first.data && !shown.length) {
    return h('div', { 'aria-busy': 'true' }, h(BoneLines, { lines: 12 }))
  }
  if (!shown.length) {
    return filtered() ? h(NoMatch, { what: t('customer.what'), onClear: clear })
      : h(Empty, { icon: 'pulse', title: t('customer.noEvents') },
        () => t('customer.noEventsHint'))
  }
  return [
    h(Timeline, { events: shown, level: 3 }),
    next && h(Button, { wide: true, busy: older, onClick: loadOlder }, () => t('customer.older')),
  ]
}

const same = (onClick) => h(Button, { small: true, icon: 'git-merge', onClick },
  () => t('records.same'))

const side = (customer, { contact, tags, undoMerge, merging }) => h('div', { class: 'stack' }, [
  contactCard(customer, contact),
  tagsCard(customer, tags),
  h(Card, { title: t('customer.identities') }, {
    default: () => customerIdentities(customer),
    foot: mayWrite() ? () => same(() => { merging.value = true }) : undefined,
  }),
  customer.merges.length > 0
    && h(Card, { title: t('customer.merges') }, () => customerMerges(customer, undoMerge)),
])

const tab = () => (route.query.tab === 'notes' ? 'notes' : 'activity')

/** What happened, or what was written: one card with its tabs. */
const main = (customer, { history, onCount }) => h('section', {
  class: 'card', 'aria-label': t(`customer.${tab()}`),
}, [
  h('h2', { class: 'unseen' }, t(`customer.${tab()}`)),
  h('div', { class: 'card-tabs' }, h(Tabs, {
    id: 'customer', label: t('records.tab.label'), value: tab(),
    options: [
      { value: 'activity', label: t('records.tab.activity') },
      { value: 'notes', label: t('records.tab.notes'), count: customer.notes_count },
    ],
    onChoose: (value) => setQuery({ tab: value === 'notes' ? value : null },
      { replace: true }),
  })),
  h('div', { class: 'card-body' }, tabPanel('customer', tab(), tab() === 'notes'
    ? h(Notes, { key: customer.id, customer: customer.id, onCount })
    : h('div', { class: 'stack' }, [filterBar(), events(history)]))),
])

const whole = (customer, parts) => h('div', { class: 'stack' }, [
  h('section', { class: 'card', 'aria-label': t('customer.label') }, [
    customerHead(customer, 1),
    h('div', { class: 'customer-strip' },
      h(StageStrip, { entered: customer.stages, current: customer.stage })),
  ]),
  h('section', { class: 'card', 'aria-label': t('customer.facts') }, customerFacts(customer)),
  h(Later, () => h('div', { class: 'customer-columns' }, [
    main(customer, parts),
    side(customer, parts),
  ])),
])

const bones = () => h('div', { class: 'stack', 'aria-busy': 'true' }, [
  h(Bone, { height: '190px' }), h(Bone, { height: '76px' }), h(Bone, { height: '420px' }),
])

const unknown = () => h(Empty, { icon: 'person', level: 1, title: t('customer.unknown') }, {
  default: () => t('customer.unknownHint'),
  actions: () => h(Button, { href: '/customers' }, () => t('customer.toList')),
})

/** Everything about one customer. */
export const Customer = {
  setup() {
    const { id } = route.params
    const { found, undoMerge } = useCustomer(id)
    const merging = ref(false)
    const onCount = (more) => found.patch(({ customer, ...rest }) => ({
      ...rest, customer: { ...customer, notes_count: customer.notes_count + more },
    }))
    const parts = {
      undoMerge, merging, onCount, history: useHistory(id, filters, pageSize),
      contact: useContact(found), tags: useTags(found),
    }
    watch(() => found.data, (data) => { if (data) setTitle(nameOf(data.customer)) },
      { immediate: true })
    const body = () => {
      if (found.error?.status === 404) return unknown()
      if (found.data) return whole(found.data.customer, parts)
      if (!found.error) return bones()
      return h('section', { class: 'card' },
        h(Failed, { error: found.error, onRetry: found.reload, level: 1 }))
    }
    return () => [
      h('div', { class: 'line line-apart customer-top' }, [
        h(BackLink, { href: lastList(), label: t('nav.customers') }),
        h(LiveStatus),
      ]),
      h('div', { class: 'customer' }, [body()]),
      merging.value && h(MergeDialog, {
        customer: found.data.customer, found, onClose: () => { merging.value = false },
      }),
    ]
  },
}
