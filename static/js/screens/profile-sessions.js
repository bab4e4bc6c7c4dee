import { h, icon } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { Ago } from '../parts/ago.js'
import { Button } from '../parts/button.js'
import { Card } from '../parts/card.js'
import { Chip } from '../parts/chip.js'
import { BoneLines, Loaded } from '../parts/skeleton.js'

const item = (session, onEnd) => h('li', { key: session.id, class: 'item' }, [
  icon('device-desktop'),
  h('div', { class: 'grow' }, [
    h('div', { class: 'line' }, [
      h('span', { class: 'strong', title: session.agent }, session.browser),
      session.current && h(Chip, { tone: 'good', dot: true }, () => t('sessions.here')),
    ]),
    h('div', { class: 'small muted' }, [
      `${session.address} · ${session.organisation.name} · `, t('sessions.seen'), ' ',
      h(Ago, { at: session.seen_at }),
    ]),
  ]),
  !session.current && h(Button, {
    small: true, onClick: onEnd, 'aria-label': t('sessions.endOne', { name: session.browser }),
  }, () => t('sessions.end')),
])

/** Where the person is signed in, and the way to end it. */
export const ProfileSessions = {
  setup() {
    const list = fetched('/api/sessions')
    const end = ({ id }) => mutate({
      request: () => api.remove(`/api/sessions/${id}`), done: t('sessions.ended'),
    }).then(list.reload)
    const endOthers = async () => {
      const answer = await mutate({ request: () => api.remove('/api/sessions') })
      if (answer) await list.reload()
    }
    const body = ({ sessions }) => [
      h('ul', { class: 'items' }, sessions.map((each) => item(each, () => end(each)))),
      sessions.length > 1 && h('div', { class: 'card-foot' }, h(Button, {
        icon: 'sign-out', onClick: endOthers,
      }, () => t('sessions.endOthers'))),
    ]
    return () => h(Card, { title: t('sessions.title'), bare: true }, () => h(Loaded, { of: list }, {
      default: body,
      skeleton: () => h('div', { class: 'card-body' }, h(BoneLines, { lines: 4 })),
    }))
  },
}
