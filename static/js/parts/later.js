import { onScopeDispose, shallowRef } from '../core/h.js'
import { breath, turn } from '../core/turn.js'

/**
 * What is inside, drawn a little later, so that a screen is not one long task: once what is there
 * is painted, or `soon`, in the next breath, where the largest of the screen must not wait.
 * Slots: default, meanwhile (nothing where it is left out).
 */
export const Later = {
  props: { soon: Boolean },
  setup({ soon }, { slots }) {
    const due = shallowRef(false)
    let gone = false
    onScopeDispose(() => { gone = true })
    const wait = soon ? breath : turn
    wait().then(() => { if (!gone) due.value = true })
    return () => (due.value ? slots.default() : slots.meanwhile?.())
  },
}
