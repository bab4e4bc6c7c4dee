import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { hrefWith, setQuery } from '../core/router.js'
import { Button } from '../parts/button.js'
import { Empty, NoMatch } from '../parts/empty.js'
import { JourneyFirst } from './journey-first.js'

const nobodyYet = ({ stages }) => stages.every(({ here }) => here === 0)

/**
 * A journey without figures: nothing ever came (teach the first webhook), the source has nobody,
 * or these days have nobody.
 * @param {{journey: object, source: string}} props
 */
export function JourneyNone({ journey, source }) {
  if (source) return h(NoMatch, { what: t('journey.none.what'), onClear: () => setQuery({ source: null }) })
  if (nobodyYet(journey)) return h(JourneyFirst)
  return h(Empty, { icon: 'calendar', title: t('journey.none.title') }, {
    default: () => t('journey.none.hint'),
    actions: () => h(Button, { href: hrefWith({ period: '12m', from: null, to: null }) }, () => t('journey.none.longer')),
  })
}
JourneyNone.props = ['journey', 'source']
