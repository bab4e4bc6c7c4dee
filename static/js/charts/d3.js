/**
 * d3-sankey and d3-array, which it sums with. They are UMD files that add to one global object
 * and look each other up only when called, so they load side by side; and only when a flow is
 * drawn: phones, which see the funnel, never fetch them.
 */
let loading = null

/** @returns {Promise<typeof globalThis.d3>} */
export function loadD3() {
  loading ??= Promise.all([import('/lib/d3-array.js'), import('/lib/d3-sankey.js')])
    .then(() => globalThis.d3)
    .catch((failure) => {
      loading = null
      throw failure
    })
  return loading
}
