import { h, icon } from '../core/h.js'
import { ago, duration, number } from '../core/format.js'
import { has, t } from '../core/i18n.js'

const links = {
  dead: '/webhooks/deliveries?state=dead',
  quarantined: '/webhooks/deliveries?state=quarantined',
}

/** Figures as people read them: times, lengths of time, numbers. */
function places(figures) {
  const read = (name, value) => {
    if (value === null) return ''
    if (name === 'since' || name.endsWith('_at')) return ago(value)
    if (name.endsWith('_seconds')) return duration(value)
    return typeof value === 'number' && name !== 'n' ? number(value) : value
  }
  return Object.fromEntries(Object.entries(figures).map(([name, value]) =>
    [name, read(name, value)]))
}

/**
 * Something that is not as it should be: what, what to do about it, and where it shows.
 * @param {{finding: {code: string, weight: 'bad'|'warn', figures: Record<string, unknown>}}} props
 */
export function Finding({ finding: { code, weight, figures } }) {
  const key = `status.finding.${code}`
  const filled = places(figures)
  return h('li', { class: 'note finding', 'data-tone': weight }, [
    icon(weight === 'bad' ? 'alert' : 'info'),
    h('div', { class: 'grow' }, [
      h('p', { class: 'finding-title' }, has(`${key}.title`) ? t(`${key}.title`, filled) : code),
      has(`${key}.remedy`) && h('p', t(`${key}.remedy`)),
    ]),
    links[code] && h('a', { class: 'note-link', href: links[code] }, t(`${key}.link`)),
  ])
}
Finding.props = ['finding']
