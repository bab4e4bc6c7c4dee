import { h, icon } from '../core/h.js'
import { t } from '../core/i18n.js'
import { answers, contents, parameters, rows } from '../core/openapi.js'
import { Chip } from './chip.js'
import { CodeBlock } from './code-block.js'
import { prose } from './prose.js'

const limits = ({ schema, values }) => [
  values && t('developers.values', { values: values.join(', ') }),
  schema.maxLength && t('developers.length', { n: schema.maxLength }),
  schema.maximum !== undefined
    && t('developers.range', { least: schema.minimum, most: schema.maximum }),
  schema.default !== undefined && t('developers.default', { value: schema.default }),
].filter(Boolean).join(' ')

const field = (each) => h('div', { class: 'api-field', key: each.name }, [
  h('dt', [
    h('code', { class: 'strong' }, each.name),
    h('code', { class: 'faint' }, each.type),
    each.place && h('span', { class: 'small muted' }, t(`developers.place.${each.place}`)),
    each.required && h('span', { class: 'small api-required' }, t('developers.required')),
  ]),
  h('dd', { class: 'small muted' }, [
    each.words && prose(each.words), each.words && ' ', limits(each),
  ]),
])

/** What a value consists of. Nothing where that is nothing. */
const fields = (title, list) => list.length > 0 && h('section', { class: 'stack-s' }, [
  h('h4', title), h('dl', { class: 'api-fields' }, list.map(field)),
])

const text = (example) => (typeof example === 'string'
  ? { text: example } : { text: JSON.stringify(example, null, 2), json: true })

const sample = (label, { example, kind }) => example !== undefined
  && h(CodeBlock, { key: kind, label: `${label} · ${kind}`, ...text(example) })

/** Who may call it, each kind of caller a chip. */
const callers = (operation) => h('div', { class: 'line' }, [
  h(Chip, { icon: operation['x-access'] === 'open' ? undefined : 'lock' },
    () => t(`developers.access.${operation['x-access']}`)),
  operation.security.flatMap(({ token = [] }) => token).map((scope) =>
    h(Chip, { key: scope, icon: 'key' }, () => t('developers.scope', { scope }))),
])

const status = (code) => h(Chip, { tone: code < '300' ? 'good' : undefined }, () => code)

const headers = (answer) => Object.keys(answer.headers ?? {}).join(', ')

const success = (document, answer) => h('section', { class: 'stack-s', key: answer.status }, [
  h('h4', { class: 'line' }, [t('developers.answer'), status(answer.status)]),
  h('p', { class: 'small muted' }, [
    prose(answer.description), ' ', t('developers.headers', { names: headers(answer) }),
  ]),
  contents(document, answer).map((each) => [
    h('dl', { class: 'api-fields', key: each.kind }, rows(document, each.schema)
      .filter(({ name }) => name !== 'success').map(field)),
    sample(t('developers.example'), each),
  ]),
])

const failures = (list) => list.length > 0 && h('section', { class: 'stack-s' }, [
  h('h4', t('developers.failures')),
  h('dl', { class: 'api-failures' }, list.map((each) => [
    h('dt', status(each.status)), h('dd', { class: 'small muted' }, prose(each.description)),
  ])),
])

function details({ document, operation, command }) {
  const [body] = contents(document, operation.requestBody)
  const known = answers(document, operation)
  const good = known.filter((each) => each.status < '300')
  return [
    operation.description && h('p', prose(operation.description)),
    callers(operation),
    h(CodeBlock, { label: t('developers.command'), text: command }),
    fields(t('developers.parameters'), parameters(document, operation)),
    body && fields(t('developers.body'), rows(document, body.schema)),
    body && sample(t('developers.bodyExample'), body),
    good.map((each) => success(document, each)),
    failures(known.filter((each) => each.status >= '300')),
  ]
}

/**
 * One operation: a line that opens.
 * @param {{document: object, operation: import('../core/openapi.js').Operation, open: boolean,
 *   command?: string, onToggle: () => void}} props command: for a shell, where it is open
 */
export function ApiOperation(props) {
  const { operation: { id, method, path, summary }, open, onToggle } = props
  return h('article', { class: 'api-operation', id: `operation-${id}` }, [
    h('h3', h('button', {
      type: 'button', class: 'api-toggle', 'aria-expanded': String(open),
      'aria-controls': open ? `details-${id}` : undefined, onClick: onToggle,
    }, [
      h('span', { class: 'api-method', 'data-method': method }, method),
      h('code', { class: 'api-path' }, path),
      h('span', { class: 'api-summary' }, summary),
      icon('chevron-down'),
    ])),
    open && h('div', { class: 'api-details', id: `details-${id}` }, details(props)),
  ])
}
ApiOperation.props = ['document', 'operation', 'open', 'command', 'onToggle']
