import { h, icon } from '../core/h.js'
import { api } from '../core/api.js'
import { ago, day, money } from '../core/format.js'
import { addSentences, has, t } from '../core/i18n.js'
import { onLive } from '../core/live.js'
import { mutate, resource } from '../core/resource.js'
import { customer as sentences } from '../i18n/customer.en.js'
import { live } from '../i18n/live.en.js'
import { Ago } from '../parts/ago.js'
import { Avatar } from '../parts/avatar.js'
import { Button } from '../parts/button.js'
import { StageChip } from '../parts/chip.js'
import { Copy } from '../parts/copy.js'
import { Drawer } from '../parts/dialog.js'
import { Empty, Failed } from '../parts/empty.js'
import { nameOf } from '../parts/event-row.js'
import { Bone, BoneLines } from '../parts/skeleton.js'
import { StageStrip } from '../parts/stage-strip.js'
import { Timeline } from '../parts/timeline.js'

addSentences(sentences)
addSentences(live)

const shown = 30

const figure = (label, value) => h('div', { class: 'figure-cell' }, [h('dt', label), h('dd', value)])

const head = (customer) => h('div', { class: 'customer-head' }, [
  h(Avatar, { name: nameOf(customer), large: true }),
  h('div', { class: 'grow' }, [
    h('h2', { class: 'customer-name' }, nameOf(customer)),
    customer.email && h('a', { class: 'customer-mail clip', href: `mailto:${customer.email}` }, customer.email),
    h('div', { class: 'line small muted' }, [
      h('code', { class: 'clip' }, customer.customer_id), h(Copy, { text: customer.customer_id, label: t('customer.idCopy'), iconOnly: true, plain: true }),
      h('span', t('customer.since', { day: day(customer.first_seen) })),
    ]),
  ]),
])

const figures = (customer) => h('dl', { class: 'figure-row' }, [
  figure(t('customer.value'), customer.value.length ? customer.value.map((sum) => h('div', { key: sum.currency }, money(sum))) : h('span', { class: 'faint' }, t('customer.noValue'))),
  figure(t('customer.lastSeen'), h(Ago, { at: customer.last_seen })),
  figure(t('customer.furthest'), h(StageChip, { stage: customer.furthest_stage })),
  figure(t('customer.source'), customer.source ?? h('span', { class: 'faint' }, t('customer.noSource'))),
])

const identities = ({ identities: list }) => h('section', { class: 'drawer-part' }, [
  h('h3', t('customer.identities')),
  h('dl', { class: 'pairs' }, list.map(({ kind, value }) => [
    h('dt', has(`customer.kind.${kind}`) ? t(`customer.kind.${kind}`) : kind), h('dd', value),
  ])),
])

const merge = (each, undo) => h('li', { key: each.id, class: 'note' }, [
  icon('git-merge'),
  h('div', { class: 'grow' }, t('customer.merged', { name: each.merged_name, ago: ago(each.at) })),
  each.undone_at ? h('span', { class: 'faint' }, t('customer.undone', { ago: ago(each.undone_at) }))
    : h(Button, { small: true, icon: 'undo', onClick: () => undo(each) }, () => t('customer.undoMerge')),
])

const bones = () => [
  h('div', { class: 'customer-head' }, [h('span', { class: 'bone avatar avatar-large' }), h('div', { class: 'grow' }, h(BoneLines, { lines: 3 }))]),
  h('div', { class: 'drawer-part' }, h(Bone, { height: '56px' })), h('div', { class: 'drawer-part' }, h(BoneLines, { lines: 6 })),
]

/** One customer over whatever is on the page: ?customer=ID. */
export const CustomerDrawer = {
  props: { id: String },
  emits: ['close'],
  setup(props, { emit }) {
    const path = `/api/customers/${encodeURIComponent(props.id)}`
    const found = resource(() => path, (signal) => api.get(path, { signal }))
    const history = resource(() => `${path}/events`, (signal) => api.get('/api/events', { signal, query: { customer: props.id, limit: shown } }))
    const refresh = () => Promise.all([found.reload(), history.reload()])

    onLive('event', ({ events }) => {
      const ours = events.filter((event) => event.customer.id === props.id)
      if (!ours.length) return
      history.patch((data) => {
        const known = new Set(data.events.map((event) => event.id))
        return { ...data, events: [...ours.filter((event) => !known.has(event.id)), ...data.events].slice(0, shown) }
      })
      found.reload()
    })
    onLive('gap', refresh)

    const undoMerge = ({ id, merged_name: name }) => mutate({
      request: () => api.post(`/api/merges/${id}/undo`), done: t('customer.unmerged', { name }),
    }).then(refresh)

    const latest = () => h('section', { class: 'drawer-part' }, [
      h('h3', t('customer.latest')),
      history.error && !history.data ? h(Failed, { error: history.error, onRetry: history.reload })
        : !history.data ? h(BoneLines, { lines: 6 })
          : history.data.events.length === 0 ? h('p', { class: 'muted' }, t('customer.noEvents'))
            : [
              h(Timeline, {
                events: history.data.events.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)),
                href: (event) => (event.delivery_id ? `/webhooks/deliveries/${event.delivery_id}` : null),
              }),
              history.data.next_cursor && h('p', { class: 'small faint' }, t('customer.allEvents', { n: shown })),
            ],
    ])
    const body = () => {
      if (found.error?.status === 404) return h(Empty, { icon: 'person', title: t('customer.unknown') }, () => t('customer.unknownHint'))
      if (found.error && !found.data) return h(Failed, { error: found.error, onRetry: found.reload })
      if (!found.data) return bones()
      const { customer } = found.data
      return [
        head(customer),
        h('div', { class: 'drawer-part' }, h(StageStrip, { entered: customer.stages, current: customer.stage })),
        figures(customer),
        identities(customer),
        customer.merges.length > 0 && h('section', { class: 'drawer-part' }, [
          h('h3', t('customer.merges')), h('ul', { class: 'stack-s' }, customer.merges.map((each) => merge(each, undoMerge))),
        ]),
        latest(),
      ]
    }
    return () => h(Drawer, { label: t('customer.label'), onClose: () => emit('close') }, () => h('div', { class: 'customer' }, body()))
  },
}
