/** Reading an OpenAPI document. */

/**
 * @typedef {object} Operation as the document has it, and:
 * @property {string} id
 * @property {string} method in capitals
 * @property {string} path
 *
 * @typedef {object} Row a member of a JSON value, or a parameter
 * @property {string} name with the names above it: `customers[].value[].amount`
 * @property {string} type such as `string | null`
 * @property {boolean} required
 * @property {string} [words]
 * @property {string[]} [values] the only ones
 * @property {object} schema
 */

/** What stands there, or where it refers to. */
export const follow = (document, node) => (node?.$ref
  ? follow(document, node.$ref.split('/').slice(1).reduce((at, name) => at[name], document))
  : node ?? {})

/** @returns {Operation[]} */
export const operations = (document) => Object.entries(document.paths)
  .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => (
    { ...operation, id: operation.operationId, method: method.toUpperCase(), path })))

/** The tags in their order, each with its operations. @param {Operation[]} list */
export const byTag = (document, list) => document.tags
  .map((tag) => ({ ...tag, operations: list.filter(({ tags }) => tags.includes(tag.name)) }))
  .filter(({ operations: found }) => found.length)

/** The schema itself: without the "or null" around it, with what it is composed of. */
function whole(document, schema) {
  const found = follow(document, schema)
  const some = found.anyOf?.filter(({ type }) => type !== 'null')
  if (some?.[0] && !found.type) return whole(document, some[0])
  const bases = (found.allOf ?? []).map((each) => whole(document, each))
  return {
    ...found,
    properties: Object.assign({}, ...bases.map((each) => each.properties), found.properties),
    required: [...bases.flatMap((each) => each.required), ...found.required ?? []],
  }
}

function typeOf(document, schema) {
  const found = follow(document, schema)
  if ('const' in found) return JSON.stringify(found.const)
  const { type, anyOf, items } = found
  if (type === 'array' && items) return `${typeOf(document, items)}[]`
  if (!type && anyOf) {
    return [...new Set(anyOf.map((each) => typeOf(document, each)))].join(' | ')
  }
  return [type ?? 'any'].flat().join(' | ')
}

function row(document, name, schema, required, words) {
  const found = follow(document, schema)
  return {
    name, required, schema: found, type: typeOf(document, schema),
    words: words ?? schema.description ?? found.description,
    values: found.enum?.filter((each) => each !== null),
  }
}

/** The members of a value, and theirs, one row each. @returns {Row[]} */
export function rows(document, schema, above = '') {
  const found = whole(document, schema)
  if (found.items) return rows(document, found.items, `${above}[]`)
  return Object.entries(found.properties).flatMap(([key, member]) => {
    const name = above ? `${above}.${key}` : key
    const required = found.required.includes(key)
    return [row(document, name, member, required), ...rows(document, member, name)]
  })
}

/** The parameters of an operation. @returns {(Row & {place: string, example: unknown})[]} */
export const parameters = (document, operation) => (operation.parameters ?? [])
  .map((each) => follow(document, each)).map((each) => ({
    ...row(document, each.name, each.schema, each.required ?? false, each.description),
    place: each.in, example: each.example,
  }))

/** The body that an operation takes, or that an answer has: its kind, schema and example. */
export function contents(document, part) {
  return Object.entries(part?.content ?? {}).map(([kind, content]) => {
    const [named] = Object.values(content.examples ?? {})
    return {
      kind, schema: content.schema,
      example: named ? follow(document, named).value : content.example,
    }
  })
}

/** The answers in their order. */
export const answers = (document, operation) => Object.entries(operation.responses)
  .map(([status, each]) => ({ status, ...follow(document, each) }))
