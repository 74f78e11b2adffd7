import { hasBit, withBit } from "./bits.ts";
import type { SignalState } from "./state.ts";

/** An event of an end is over: it leaves the front, and what waited only for it takes its turn. */
export function finish(state: SignalState, index: number): SignalState {
  return release({ ...state, done: withBit(state.done, index), front: state.front.filter((one) => one !== index) }, index);
}

/** What waits for nothing any more, now that this event is over, takes its turn. */
export function release(state: SignalState, over: number): SignalState {
  let front = state.front;
  for (const index of state.view.followers[over] ?? []) {
    if (hasBit(state.done, index) || front.includes(index)) continue;
    if (state.view.events[index]?.after.every((one) => hasBit(state.done, one)) !== false) front = [...front, index];
  }
  return front === state.front ? state : { ...state, front };
}
