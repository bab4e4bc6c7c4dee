/**
 * `mutate` for every change: shows it at once, takes it back with a sentence where the server
 * refuses.
 */
import { toast } from './toast.js'

/**
 * @typedef {import('./resource.js').Supposed} Supposed
 * @typedef {import('./resource.js').Resource<any>} Resource
 */

/**
 * One change on the server, shown at once.
 * @template T
 * @param {object} change
 * @param {() => Supposed} [change.apply] shows it
 * @param {() => Promise<T>} change.request
 * @param {string} [change.done] sentence for the toast
 * @param {() => unknown} [change.undo] makes the toast carry Undo
 * @returns {Promise<T | null>} null where it failed (a toast has said why)
 */
export async function mutate({ apply, request, done, undo }) {
  const shown = apply?.()
  try {
    const value = await request()
    shown?.keep?.()
    if (done) toast({ text: done, undo })
    return value
  } catch (failure) {
    shown?.takeBack()
    toast({ text: failure.message, details: failure.details, kind: 'bad' })
    return null
  }
}

/**
 * Takes a row out of a list that an answer holds, for `apply`.
 * @param {Resource} answer @param {string} list @param {{id: string}} row
 * @returns {Supposed}
 */
export const takeOut = (answer, list, row) => answer.suppose((data) =>
  ({ ...data, [list]: data[list].filter(({ id }) => id !== row.id) }))

const undoFor = 6000

/**
 * A change that cannot be taken back once sent: it shows at once and is sent when the time for
 * Undo is over, or when the page goes.
 * @param {object} change
 * @param {() => Supposed} change.apply shows it
 * @param {(options?: {keepalive: boolean}) => Promise<unknown>} change.request
 * @param {string} change.done sentence for the toast
 */
export function later({ apply, request, done }) {
  const shown = apply()
  const finish = () => window.removeEventListener('pagehide', leave)
  const timer = setTimeout(() => {
    finish()
    mutate({ apply: () => shown, request })
  }, undoFor)
  function leave() {
    clearTimeout(timer)
    request({ keepalive: true })
  }
  window.addEventListener('pagehide', leave, { once: true })
  toast({
    text: done,
    undo: () => {
      clearTimeout(timer)
      finish()
      shown.takeBack()
    },
  })
}
