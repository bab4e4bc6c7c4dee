import { h, onScopeDispose, ref, shallowRef, watch } from '../core/h.js'
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
 * @property {() => 'ascending'|'descending'|undefined} [sorted] how rows are ordered by it now
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

/**
 * A row by itself: drawn once, and again when what it shows changes, not when others join it; where
 * the table's columns and links stay the same, not when the rest of the screen is drawn either.
 */
const Row = {
  props: {
    row: { type: Object, required: true },
    columns: { type: Array, required: true },
    link: Function,
    /** More attributes. */ more: Function,
  },
  setup: (props) => () => h('tr', props.more?.(props.row),
    props.columns.map((column) => cellOf(column, props.row, props.link?.(props.row)))),
}

/** So many rows are in sight: most are 52 pixels high, and what stands above takes a quarter. */
const inSight = () => Math.ceil(window.innerHeight * .75 / 52)
/** So many follow in a turn: few enough that a slow device answers in between. */
const perTurn = 6

/**
 * The rows that are drawn: at once those that the window can show; the rest follows in turns, and
 * until then those before stay in their places. Where a turn may widen a column, the first rows
 * come as a whole: nothing should move unasked.
 */
function useDrawn(props) {
  const drawn = shallowRef([])
  let latest = null
  onScopeDispose(() => { latest = null })
  const mixed = (rows, count, before) => {
    const first = rows.slice(0, count)
    const keys = new Set(first.map(props.rowKey))
    return [...first, ...before.slice(count).filter((row) => !keys.has(props.rowKey(row)))]
  }
  watch(() => props.rows, async (rows) => {
    latest = rows
    const before = drawn.value
    const inTurns = props.steady || before.length > 0
    for (let count = inSight(); inTurns && count < rows?.length; count += perTurn) {
      drawn.value = mixed(rows, count, before)
      await turn()
      if (latest !== rows) return
    }
    drawn.value = rows ?? []
  }, { immediate: true })
  return drawn
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
    /** Its columns are as wide whatever the rows hold. */ steady: Boolean,
  },
  setup(props) {
    const body = ref(null)
    const drawn = useDrawn(props)
    walkRows(body, 'tr')
    const draw = (row) => h(Row, {
      key: props.rowKey(row), row, columns: props.columns,
      link: props.rowLink, more: props.rowProps,
    })
    return () => h('table', {
      class: 'table table-two', 'aria-busy': props.rows ? undefined : 'true',
    }, [
      h('caption', { class: 'unseen' }, props.caption),
      h('thead', h('tr', props.columns.map((column) =>
        h('th', {
          key: column.key, scope: 'col', class: column.align, 'aria-sort': column.sorted?.(),
          'data-column': column.key,
        }, column.head ? [column.head()] : column.label)))),
      h('tbody', { ref: body }, props.rows
        ? drawn.value.map(draw) : bones(props.columns, props.bones)),
    ])
  },
}
