import { h, onScopeDispose, ref, watch } from '../core/h.js'
import { turn } from '../core/turn.js'
import { Bone } from './skeleton.js'
import { walkRows } from './walk.js'

/**
 * @typedef {object} Column
 * @property {string} key
 * @property {string} label heading
 * @property {(row: any) => unknown} cell what the cell shows
 * @property {'end'} [align]
 * @property {'a'|'b'|'c'|'d'|'none'} [place] on narrow cards: a, b left; c, d right; none hides
 * @property {boolean} [main] holds the row's link
 * @property {string} [width] of the skeleton
 * @property {() => unknown} [head] what stands in the heading instead of its label
 * @property {'ascending'|'descending'} [sorted] how rows are ordered by it now
 */

function cellOf(column, row, link) {
  const inside = column.cell(row)
  return h('td', { key: column.key, class: column.align, 'data-place': column.place ?? 'none' },
    column.main && link ? [h('a', { class: 'row-link', href: link }, inside)] : [inside])
}

const boneRow = (columns, index) => h('tr', { key: index }, columns.map((column) => h('td', {
  key: column.key, class: column.align, 'data-place': column.place ?? 'none',
}, [h(Bone, { width: column.width ?? '70%' })])))

const bones = (columns, count) => Array.from({ length: count }, (_, i) => boneRow(columns, i))

/** The height of most rows, in pixels. Above lower ones stands enough to fill the window. */
const usual = 52

/** How many rows are drawn: at first those that the window can show, the others in turns. */
function useCount(props) {
  const atOnce = () => Math.ceil(window.innerHeight / usual)
  const count = ref(0)
  let gone = false
  onScopeDispose(() => { gone = true })
  watch(() => Boolean(props.rows), async (here) => {
    count.value = atOnce()
    while (here && !gone && count.value < props.rows?.length) {
      await turn()
      count.value += atOnce()
    }
    if (here) count.value = Infinity
  }, { immediate: true })
  return count
}

/**
 * A plain table: rows are links, j and k walk them, narrow cards get two-line rows.
 * Rows that are null draw as a skeleton of `bones` rows.
 */
export const Table = {
  props: {
    caption: { type: String, required: true },
    /** @type {Column[]} */ columns: { type: Array, required: true },
    rows: Array,
    rowKey: { type: Function, default: (row) => row.id },
    rowLink: Function,
    /** More attributes of a row. */ rowProps: Function,
    bones: { type: Number, default: 8 },
  },
  setup(props) {
    const body = ref(null)
    const count = useCount(props)
    walkRows(body, 'tr')
    const draw = (row) => h('tr', { key: props.rowKey(row), ...props.rowProps?.(row) },
      props.columns.map((column) => cellOf(column, row, props.rowLink?.(row))))
    return () => h('table', {
      class: 'table table-two', 'aria-busy': props.rows ? undefined : 'true',
    }, [
      h('caption', { class: 'unseen' }, props.caption),
      h('thead', h('tr', props.columns.map((column) =>
        h('th', {
          key: column.key, scope: 'col', class: column.align, 'aria-sort': column.sorted,
        }, column.head ? [column.head()] : column.label)))),
      h('tbody', { ref: body }, props.rows
        ? props.rows.slice(0, count.value).map(draw) : bones(props.columns, props.bones)),
    ])
  },
}
