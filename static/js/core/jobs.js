/** Jobs for many customers that this page looks after, from wherever it is now. */
import { shallowReactive, shallowRef } from './h.js'
import { api } from './api.js'
import { mutate } from './mutate.js'

/** @type {Map<string, object>} by id, those under way and those that nobody has dismissed */
export const jobs = shallowReactive(new Map())

/** Counts the jobs that ended: what shows customers then looks anew. */
export const ended = shallowRef(0)

const pause = 1000
const patience = 5000
let timer = null

export const underWay = ({ state }) => state === 'waiting' || state === 'running'

function schedule(time) {
  if (timer === null && [...jobs.values()].some(underWay)) timer = setTimeout(look, time)
}

async function look() {
  timer = null
  let time = pause
  for (const { id } of [...jobs.values()].filter(underWay)) {
    try {
      take((await api.get(`/api/jobs/${id}`)).job)
    } catch (failure) {
      if (failure.status === 404) jobs.delete(id)
      time = patience
    }
  }
  schedule(time)
}

function take(job) {
  const before = jobs.get(job.id)
  if (!before) return
  jobs.set(job.id, job)
  if (underWay(before) && !underWay(job)) ended.value += 1
}

/** Looks after a job from now on. @param {object} job */
export function follow(job) {
  jobs.set(job.id, job)
  schedule(pause)
}

/** Finds what somebody left to the background before this page was loaded. */
export async function findJobs() {
  try {
    for (const state of ['running', 'waiting']) {
      const found = await api.get('/api/jobs', { query: { state, limit: 20 } })
      for (const job of found.jobs) follow(job)
    }
  } catch {
    // The list above says what is wrong with the server.
  }
}

export const dismissJob = ({ id }) => jobs.delete(id)

/** @param {object} job */
export async function cancelJob({ id }) {
  const answer = await mutate({ request: () => api.post(`/api/jobs/${id}/cancel`) })
  if (answer) take(answer.job)
}

/** Takes back what a job did, by another job. @param {object} job */
export async function undoJob(job) {
  const answer = await mutate({ request: () => api.post(`/api/jobs/${job.id}/undo`) })
  if (!answer) return
  dismissJob(job)
  follow(answer.job)
}
