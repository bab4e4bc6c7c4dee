import { h, icon as drawIcon } from '../core/h.js'
import { t } from '../core/i18n.js'
import { Button } from './button.js'

/**
 * Why there is nothing here, and the one thing to do. The default slot holds the sentence,
 * the actions slot its buttons.
 * @param {{icon: string, title: string, tone?: 'bad', level?: number}} props
 *   level: of the heading, where it is one
 */
export function Empty({ icon, title, tone, level }, { slots }) {
  return h('div', { class: 'empty', 'data-tone': tone }, [
    h('div', { class: 'empty-icon' }, drawIcon(icon)),
    h(level ? `h${level}` : 'p', { class: 'empty-title' }, title),
    slots.default && h('p', slots.default()),
    slots.actions && h('div', { class: 'empty-actions' }, slots.actions()),
    slots.more?.(),
  ])
}
Empty.props = ['icon', 'title', 'tone', 'level']

/** The button goes with the failure: who pressed it stays in its part of the page. */
function keepPlace({ currentTarget }) {
  const place = currentTarget.closest('section, dialog, main')
  place?.setAttribute('tabindex', '-1')
  place?.focus({ preventScroll: true })
}

/**
 * A load that failed: what, why, try again.
 * @param {{error: Error, onRetry: () => void, level?: number}} props level: of the heading, where
 *   nothing else on the page has one
 */
export function Failed({ error, onRetry, level }) {
  const title = t('failure.title')
  const retry = (event) => {
    keepPlace(event)
    onRetry()
  }
  return h(Empty, { icon: 'alert', tone: 'bad', title, level, role: 'alert' }, {
    default: () => error.message,
    actions: () => h(Button, { icon: 'sync', onClick: retry }, () => t('action.tryAgain')),
  })
}
Failed.props = ['error', 'onRetry', 'level']

/** Filters that match nothing. @param {{onClear: () => void, what: string}} props */
export function NoMatch({ onClear, what }) {
  return h(Empty, { icon: 'search', title: t('empty.noMatch', { what }) }, {
    default: () => t('empty.noMatchHint'),
    actions: () => h(Button, { onClick: onClear }, () => t('action.clearFilters')),
  })
}
NoMatch.props = ['onClear', 'what']
