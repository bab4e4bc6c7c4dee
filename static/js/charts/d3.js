/**
 * The few d3 modules that the flow picture needs. They are UMD files that add to one global
 * object and look each other up only when called, so they load side by side; and only when a
 * flow is drawn: phones, which see the funnel, never fetch them.
 */
const parts = ['path', 'array', 'shape', 'sankey']
let loading = null

/** @returns {Promise<typeof globalThis.d3>} */
export function loadD3() {
  loading ??= Promise.all(parts.map((part) => import(`/lib/d3-${part}.js`)))
    .then(() => globalThis.d3)
    .catch((failure) => {
      loading = null
      throw failure
    })
  return loading
}
