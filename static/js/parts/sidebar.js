import { h, icon, keycap } from '../core/h.js'
import { modKey } from '../core/keys.js'
import { t } from '../core/i18n.js'
import { mutate } from '../core/mutate.js'
import { setTheme, theme } from '../core/theme.js'
import { signOut, switchTo } from '../core/session.js'
import { Avatar } from './avatar.js'
import { Menu } from './menu.js'
import { Segmented } from './segmented.js'

/** The mark: the way rises and falls. */
export const mark = () => h('svg', { class: 'mark', viewBox: '0 0 32 32', 'aria-hidden': 'true' }, [
  h('rect', { width: 32, height: 32, rx: 8 }),
  h('path', { d: 'M7 21c4 0 4-11 9-11s5 11 9 11' }),
])

/** Mark and organisation. @param {{name: string, detail?: string}} props */
export const Brand = ({ name, detail }) => h('div', { class: 'brand' }, [
  mark(),
  h('div', { class: 'grow' }, [
    h('div', { class: 'brand-name clip' }, name),
    detail && h('div', { class: 'brand-detail clip' }, detail),
  ]),
])
Brand.props = ['name', 'detail']

/** The organisation; where there are several, a button that opens the others. */
function house({ organisation, organisations }, detail) {
  const brand = { name: organisation?.name ?? '', detail }
  const others = organisations.filter(({ id }) => id !== organisation?.id)
  if (!others.length) return h(Brand, brand)
  const item = ({ id, name }) => ({
    label: name, icon: 'organization', run: () => mutate({ request: () => switchTo(id) }),
  })
  return h(Menu, { label: t('shell.switch'), items: others.map(item) }, {
    trigger: (props) => h('button', {
      ...props, type: 'button', class: 'house',
      'aria-label': `${t('shell.switch')}: ${brand.name}`,
    }, [h(Brand, brand), icon('chevron-down')]),
  })
}

const search = (onPalette) => h('button', {
  type: 'button', class: 'side-search', onClick: onPalette,
}, [icon('search'), h('span', { class: 'grow' }, t('shell.palette')), keycap(`${modKey} K`)])

const entry = ({ id, path, icon: sign }, { current, badges }) => h('li', { key: id }, h('a', {
  class: 'nav-item', href: path, 'aria-current': current === id ? 'page' : undefined,
}, [
  icon(sign),
  h('span', { class: 'grow' }, t(`nav.${id}`)),
  badges[id] > 0 && h('span', { class: 'count count-bad' }, t('nav.failing', { n: badges[id] })),
]))

function navigation(props) {
  const groups = [...new Set(props.sections.map((each) => each.group))]
  return h('nav', { 'aria-label': t('nav.label') }, groups.map((group) => [
    group && h('h2', { class: 'nav-group' }, t(`nav.${group}`)),
    h('ul', { class: 'nav-list' }, props.sections
      .filter((each) => each.group === group).map((each) => entry(each, props))),
  ]))
}

const looks = [['light', 'sun'], ['system', 'sliders'], ['dark', 'moon']]

const themes = () => h(Segmented, {
  label: t('shell.theme'), value: theme.value, onChoose: setTheme,
  options: looks.map(([value, sign]) => {
    const label = t(`shell.themes.${value}`)
    return { value, icon: sign, label, title: label, iconOnly: true }
  }),
})

const personMenu = (person, onKeys) => h(Menu, {
  label: t('shell.person'),
  items: [
    { label: t('shell.profile'), icon: 'gear', href: '/settings/profile' },
    { label: t('shell.keys'), icon: 'key', run: onKeys },
    {
      label: t('shell.signOut'), icon: 'sign-out', line: true,
      run: () => mutate({ request: signOut }),
    },
  ],
}, {
  trigger: (props) => h('button', {
    ...props, type: 'button', class: 'person', 'aria-label': `${t('shell.person')}: ${person.name}`,
  }, [
    h(Avatar, { name: person.name }), h('span', { class: 'grow clip' }, person.name),
    icon('chevron-down'),
  ]),
})

/**
 * Organisation, places, colours, person. The same in the column and in the drawer.
 * @param {{whole: boolean}} props whole: with its foot, too
 */
export function Sidebar(props) {
  const { organisation, person } = props.session
  const detail = organisation && t('shell.organisation', organisation)
  return [
    house(props.session, detail),
    search(props.onPalette),
    navigation(props),
    h('div', { class: 'side-grow' }),
    props.whole
      && h('div', { class: 'side-foot' }, [themes(), person && personMenu(person, props.onKeys)]),
  ]
}
Sidebar.props = ['sections', 'current', 'badges', 'session', 'whole', 'onKeys', 'onPalette']
