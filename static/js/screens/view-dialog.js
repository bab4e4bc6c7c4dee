import { h, useId } from '../core/h.js'
import { useForm } from '../core/form.js'
import { t } from '../core/i18n.js'
import { Check, formFoot } from '../parts/choice.js'
import { Dialog } from '../parts/dialog.js'
import { formFailure, formField } from '../parts/form.js'

const check = ({ name }) => ({ name: name.trim() ? undefined : t('views.nameMissing') })

/**
 * The name of a new view, or of one that is renamed.
 * @param {{view?: object, mayShare: boolean, send: (values: object) => Promise<unknown>}} props
 */
export const ViewDialog = {
  props: { view: Object, mayShare: Boolean, send: Function },
  emits: ['close'],
  setup(props, { emit }) {
    const id = useId()
    const onClose = () => emit('close')
    const start = { name: props.view?.name ?? '', shared: props.view?.shared ?? false }
    const form = useForm(start, async ({ name, shared }) => {
      await props.send({ name: name.trim(), ...!props.view && { shared } })
      onClose()
    }, check)
    const title = t(props.view ? 'views.renameTitle' : 'views.newTitle')
    return () => h(Dialog, { title, onClose }, {
      default: () => h('form', { id, class: 'form', novalidate: true, onSubmit: form.submit }, [
        formFailure(form),
        formField(form, 'name', {
          label: t('views.name'), hint: t('views.nameHint'), autocomplete: 'off', maxlength: 60,
        }),
        props.mayShare && !props.view && h(Check, {
          label: t('views.share'), hint: t('views.shareHint'), on: form.values.shared,
          onChange: form.set('shared'),
        }),
      ]),
      foot: () => formFoot(form, id, t('views.save'), onClose),
    })
  },
}
