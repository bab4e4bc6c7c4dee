import { h, useId } from '../core/h.js'
import { api } from '../core/api.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { follow } from '../core/jobs.js'
import { formFoot } from '../parts/choice.js'
import { Dialog } from '../parts/dialog.js'
import { formFailure, formField } from '../parts/form.js'

const check = ({ tag }) => ({ tag: tag.trim() ? undefined : t('bulk.tagMissing') })

/**
 * Which tag, given or taken away: the background does it.
 * @param {{action: 'tag'|'untag', whom: {ids?: string[], query?: object}, count: number | null}}
 *   props count: how many they are, where that is known
 */
export const BulkDialog = {
  props: { action: String, whom: Object, count: Number },
  emits: ['close', 'done'],
  setup(props, { emit }) {
    const id = useId()
    const onClose = () => emit('close')
    const form = useForm({ tag: '' }, async ({ tag }) => {
      const { action, whom } = props
      follow((await api.post('/api/customers/bulk', { action, tag: tag.trim(), ...whom })).job)
      emit('done')
      onClose()
    }, check)
    const words = () => (props.count === null ? t('bulk.whomOf')
      : t('bulk.whom', { n: props.count }))
    return () => h(Dialog, { title: t(`bulk.${props.action}Title`), onClose }, {
      default: () => h('form', { id, class: 'form', novalidate: true, onSubmit: form.submit }, [
        formFailure(form),
        h('p', { class: 'muted' }, words()),
        formField(form, 'tag', {
          label: t('bulk.tagLabel'), hint: t('bulk.tagHint'), autocomplete: 'off', maxlength: 40,
        }),
      ]),
      foot: () => formFoot(form, id, t(`bulk.${props.action}`), onClose),
    })
  },
}
