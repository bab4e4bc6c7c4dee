import { h, watch } from '../core/h.js'
import { addSentences, t } from '../core/i18n.js'
import { route, setQuery, setTitle } from '../core/router.js'
import { customer as sentences } from '../i18n/customer.en.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { customerFacts, customerHead, customerIdentities, customerMerges }
  from '../parts/customer.js'
import { Empty, Failed, NoMatch } from '../parts/empty.js'
import { eventKinds, stages } from '../parts/event-sign.js'
import { Select } from '../parts/field.js'
import { LiveStatus } from '../parts/live-status.js'
import { BackLink } from '../parts/page-head.js'
import { nameOf } from '../parts/person.js'
import { Bone, BoneLines } from '../parts/skeleton.js'
import { StageStrip } from '../parts/stage-strip.js'
import { Timeline } from '../parts/timeline.js'
import { useCustomer, useHistory } from './customer-record.js'
import { lastList } from './customers-query.js'

addSentences(sentences)

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
  class: 'line', role: 'group', 'aria-label': t('customer.filters'),
}, [
  select('event', eventKinds.map((value) => ({ value, label: t(`eventKind.${value}`) }))),
  select('stage', stages.map((value) => ({ value, label: t(`stage.${value}`) }))),
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
      : h('p', { class: 'muted' }, t('customer.noEvents'))
  }
  return [
    h(Timeline, { events: shown, level: 3 }),
    next && h(Button, { wide: true, busy: older, onClick: loadOlder }, () => t('customer.older')),
  ]
}

const side = (customer, undoMerge) => h('div', { class: 'stack' }, [
  h(Card, { title: t('customer.identities') }, () => customerIdentities(customer)),
  customer.merges.length > 0
    && h(Card, { title: t('customer.merges') }, () => customerMerges(customer, undoMerge)),
])

const whole = (customer, history, undoMerge) => h('div', { class: 'stack' }, [
  h('section', { class: 'card', 'aria-label': t('customer.label') }, [
    customerHead(customer, 1),
    h('div', { class: 'customer-strip' },
      h(StageStrip, { entered: customer.stages, current: customer.stage })),
  ]),
  h('section', { class: 'card', 'aria-label': t('customer.facts') }, customerFacts(customer)),
  h('div', { class: 'customer-columns' }, [
    h(Card, { title: t('customer.activity') }, {
      side: filterBar, default: () => h('div', { class: 'stack' }, events(history)),
    }),
    side(customer, undoMerge),
  ]),
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
    const history = useHistory(id, filters, pageSize)
    watch(() => found.data, (data) => { if (data) setTitle(nameOf(data.customer)) },
      { immediate: true })
    const body = () => {
      if (found.error?.status === 404) return unknown()
      if (found.data) return whole(found.data.customer, history, undoMerge)
      return found.error ? h(Failed, { error: found.error, onRetry: found.reload }) : bones()
    }
    return () => [
      h('div', { class: 'line line-apart customer-top' }, [
        h(BackLink, { href: lastList(), label: t('nav.customers') }),
        h(LiveStatus),
      ]),
      h('div', { class: 'customer' }, [body()]),
    ]
  },
}
