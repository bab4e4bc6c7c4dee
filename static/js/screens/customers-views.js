/** Views of the list of customers: a pill each; one that was changed can be kept. */
import { h, icon, lazily, shallowRef, unseen } from '../core/h.js'
import { api } from '../core/api.js'
import { fetched } from '../core/fetched.js'
import { t } from '../core/i18n.js'
import { later, mutate, takeOut } from '../core/mutate.js'
import { href, route, setQuery } from '../core/router.js'
import { Button } from '../parts/button.js'
import { Menu } from '../parts/menu.js'
import { chosen, filterText, readQuery } from './customers-query.js'

const ViewDialog = lazily(() => import('./view-dialog.js'), 'ViewDialog')

/** A query whose values stand in whatever order. */
const sorted = (text) => {
  const values = new URLSearchParams(text)
  values.sort()
  return values.toString()
}
const edited = (view) => sorted(view.query) !== sorted(filterText())

const pill = (to, on, inside) => h('li', { key: to }, h('a', {
  class: 'pill', href: to, 'aria-current': on ? 'true' : undefined,
}, inside))

const viewPill = (view, on) => pill(
  href('/customers', { ...readQuery(view.query), view: view.id }), on, [
    view.name,
    view.shared && [icon('people'), unseen(t('views.shared'))],
    on && edited(view) && h('span', { class: 'faint' }, t('views.edited')),
  ])

function useViews() {
  const list = fetched('/api/views')
  const naming = shallowRef(null)
  const patch = (change) => list.patch((data) => ({ ...data, views: change(data.views) }))
  const put = (view) =>
    patch((views) => views.map((each) => (each.id === view.id ? view : each)))
  const save = async (view, values, done) => {
    const answer = await mutate({ request: () => api.patch(`/api/views/${view.id}`, values), done })
    if (answer) put(answer.view)
  }
  const make = async (values) => {
    const { view } = await api.post('/api/views', { ...values, query: filterText() })
    patch((views) => [...views, view])
    setQuery({ view: view.id }, { replace: true })
  }
  const rename = async (view, values) =>
    put((await api.patch(`/api/views/${view.id}`, values)).view)
  const remove = (view) => later({
    apply: () => {
      const { keep, takeBack } = takeOut(list, 'views', view)
      setQuery({ view: null }, { replace: true })
      return {
        keep,
        takeBack() {
          takeBack()
          setQuery({ view: view.id }, { replace: true })
        },
      }
    },
    request: (options) => api.remove(`/api/views/${view.id}`, options),
    done: t('views.removed', { name: view.name }),
  })
  return { list, naming, save, make, rename, remove }
}

const button = (word, onClick, more) =>
  h(Button, { small: true, onClick, ...more }, () => t(`views.${word}`))

/** The pills above the filters. */
export const CustomerViews = {
  setup() {
    const { list, naming, save, make, rename, remove } = useViews()
    const current = () => list.data?.views.find(({ id }) => id === route.query.view)
    const mayChange = (view) => (view.shared ? list.data.may_share : view.own)
    const items = (view) => [
      { label: t('views.rename'), icon: 'pencil', run: () => { naming.value = { view } } },
      list.data.may_share && {
        label: t(view.shared ? 'views.keep' : 'views.share'), icon: 'people',
        run: () => save(view, { shared: !view.shared }),
      },
      { label: t('views.remove'), icon: 'trash', tone: 'bad', run: () => remove(view) },
    ]
    const menu = (view) => h(Menu, { label: t('views.menu', view), items: items(view) }, {
      trigger: (props) => h(Button, {
        ...props, small: true, kind: 'plain', icon: 'kebab-horizontal',
        label: t('views.menu', view),
      }),
    })
    const saveAs = (word) => button(word, () => { naming.value = {} })
    const tools = (view) => {
      if (!view) return (chosen().length > 0 || route.query.sort) && saveAs('saveView')
      const done = t('views.saved', view)
      return [
        edited(view) && mayChange(view)
          && button('save', () => save(view, { query: filterText() }, done)),
        edited(view) && saveAs('saveAs'),
        mayChange(view) && menu(view),
      ]
    }
    const dialog = ({ view }) => h(ViewDialog, {
      view, mayShare: list.data?.may_share ?? false, onClose: () => { naming.value = null },
      send: (values) => (view ? rename(view, values) : make(values)),
    })
    return () => {
      const view = current()
      return h('div', { class: 'views' }, [
        h('ul', { class: 'pills', 'aria-label': t('views.label') }, [
          pill('/customers', !view && !chosen().length, t('views.all')),
          (list.data?.views ?? []).map((each) => viewPill(each, each === view)),
        ]),
        tools(view),
        naming.value && dialog(naming.value),
      ])
    }
  },
}
