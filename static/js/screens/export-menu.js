/** Export of what a list shows, as a file that the background writes. */
import { h } from '../core/h.js'
import { api } from '../core/api.js'
import { t } from '../core/i18n.js'
import { follow } from '../core/jobs.js'
import { mutate } from '../core/mutate.js'
import { Button } from '../parts/button.js'
import { Menu } from '../parts/menu.js'

async function start(format, whom) {
  const answer = await mutate({
    request: () => api.post('/api/customers/export', { format, ...whom }),
  })
  if (answer) follow(answer.job)
}

/**
 * @param {{whom: () => {ids?: string[], query?: object}, small?: boolean, files?: boolean}} props
 *   files: with the way to those that were made before
 */
export const ExportMenu = ({ whom, small, files }) => h(Menu, {
  label: t('bulk.exportAs'),
  items: [
    ...['csv', 'json'].map((format) => (
      { label: t(`bulk.${format}`), icon: 'download', run: () => start(format, whom()) })),
    files && { label: t('bulk.files'), icon: 'history', href: '/exports', line: true },
  ],
}, {
  trigger: (props) => h(Button, { ...props, small, icon: 'download' }, () => t('bulk.export')),
})
ExportMenu.props = ['whom', 'small', 'files']
