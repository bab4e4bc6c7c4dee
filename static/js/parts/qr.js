import { computed, h } from '../core/h.js'
import { qrcode } from '../../vendor/qrcode.js'

/** The clear room around a code that cameras need, in its squares. */
const margin = 4

function drawn(text) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const along = [...Array(size).keys()]
  const square = (row) => (column) => (code.isDark(row, column) ? `M${column} ${row}h1v1h-1z` : '')
  const path = along.flatMap((row) => along.map(square(row))).join('')
  return { path, box: `${-margin} ${-margin} ${size + 2 * margin} ${size + 2 * margin}` }
}

/** A text as a QR code: dark on light in either theme, since many cameras want it so. */
export const QR = {
  props: { text: { type: String, required: true }, label: { type: String, required: true } },
  setup(props) {
    const code = computed(() => drawn(props.text))
    return () => h('svg', {
      class: 'qr', viewBox: code.value.box, role: 'img', 'aria-label': props.label,
    }, h('path', { d: code.value.path }))
  },
}
