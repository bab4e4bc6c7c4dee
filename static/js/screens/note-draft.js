/**
 * A note while somebody writes it: saved 600 ms after the last letter, kept in this browser until
 * it is, and never overwritten by what somebody else wrote meanwhile.
 */
import { onScopeDispose, shallowReactive } from '../core/h.js'
import { api } from '../core/api.js'
import { recall, store } from '../core/memory.js'
import { session } from '../core/session.js'

const pause = 600
const retries = [2000, 5000, 15_000, 30_000]

const keyOf = (customer, note) => ['note', session.organisation.id, session.person.id,
  note ?? `new-${customer}`].join('.')

/** What was typed and could not be saved, if anything. */
export function unsaved(customer, note) {
  try {
    return JSON.parse(recall(keyOf(customer, note)))
  } catch {
    return null
  }
}

const statusOf = ({ status }) =>
  ({ 0: 'away', 404: 'gone', 409: 'conflict', 429: 'away' })[status] ?? (status >= 500
    ? 'away' : 'refused')

/**
 * @param {string} customer
 * @param {{id: string, text: string, version: number} | null} note null for a new one
 * @param {(note: object) => void} onSaved
 */
export function useDraft(customer, note, onSaved) {
  const kept = unsaved(customer, note?.id)
  const path = `/api/customers/${customer}/notes`
  const self = shallowReactive({
    text: kept?.text ?? note?.text ?? '', status: kept ? 'restored' : 'idle', note, error: null,
    theirs: null, type, save, settle, discard,
  })
  const draft = kept?.draft ?? crypto.randomUUID()
  let key = keyOf(customer, note?.id)
  let version = kept?.version ?? note?.version
  let timer = 0
  let failures = 0
  let running = null

  const keep = () => store(key, JSON.stringify({ text: self.text, version, draft }))
  const isDirty = () => self.text.trim() !== '' && self.text !== self.note?.text
  const wait = (time) => {
    clearTimeout(timer)
    timer = setTimeout(() => save(), time)
  }

  function type(text) {
    Object.assign(self, { text, error: null })
    keep()
    if (self.theirs) return
    self.status = 'waiting'
    wait(pause)
  }

  const send = (text, options) => (self.note
    ? api.put(`${path}/${self.note.id}`, { text },
      { ...options, headers: { 'If-Match': `"${version}"` } })
    : api.post(path, { text, draft }, options))

  function saved(answer, text) {
    failures = 0
    version = answer.version
    self.note = answer
    store(key, null)
    key = keyOf(customer, answer.id)
    onSaved(answer)
    if (self.text === text) self.status = 'saved'
    else type(self.text)
  }

  function failed(error) {
    const status = statusOf(error)
    Object.assign(self, { status, error, theirs: error.problem?.note ?? null })
    if (status !== 'away') return
    wait(retries[Math.min(failures, retries.length - 1)])
    failures += 1
  }

  async function attempt(options) {
    const { text } = self
    self.status = 'saving'
    const answer = await send(text, options).catch((error) => ({ error }))
    running = null
    if (answer.error) failed(answer.error)
    else saved(answer.note, text)
  }

  /** Saves what is not saved yet; settles with the attempt that is under way. */
  function save(options) {
    clearTimeout(timer)
    if (self.theirs || running) return running
    if (isDirty()) return running = attempt(options)
    if (self.status !== 'saved') self.status = 'idle'
    return null
  }

  /** Decides between two texts. @param {string} text what the note is to say */
  function settle(text) {
    const { theirs } = self
    Object.assign(self, { text, note: theirs, theirs: null, error: null })
    version = theirs.version
    onSaved(theirs)
    keep()
    save()
  }

  /** Forgets what is kept here: it is saved, or nobody wants it. */
  function discard() {
    clearTimeout(timer)
    store(key, null)
  }

  const online = () => { if (self.status === 'away') save() }
  const leave = () => { if (self.status === 'waiting') save({ keepalive: true }) }
  window.addEventListener('online', online)
  window.addEventListener('pagehide', leave)
  onScopeDispose(() => {
    window.removeEventListener('online', online)
    window.removeEventListener('pagehide', leave)
    leave()
    clearTimeout(timer)
  })
  if (kept) wait(pause)
  return self
}
