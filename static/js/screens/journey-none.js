import { h } from '../core/h.js'
import { t } from '../core/i18n.js'
import { hrefWith, setQuery } from '../core/router.js'
import { Button } from '../parts/button.js'
import { Empty, NoMatch } from '../parts/empty.js'

/**
 * A journey without figures in these days, or of this source.
 * @param {{source: string}} props
 */
export function JourneyNone({ source }) {
  const clear = () => setQuery({ source: null })
  if (source) return h(NoMatch, { what: t('journey.none.what'), onClear: clear })
  const longer = hrefWith({ period: '12m', from: null, to: null })
  return h(Empty, { icon: 'calendar', title: t('journey.none.title') }, {
    default: () => t('journey.none.hint'),
    actions: () => h(Button, { href: longer }, () => t('journey.none.longer')),
  })
}
JourneyNone.props = ['source']
