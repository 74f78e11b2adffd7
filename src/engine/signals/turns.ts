import { hasBit, withBit } from "./bits.ts";
import type { SignalState } from "./state.ts";

/** An event of an end is over: it leaves the front, and what waited only for it takes its turn. */
export function finish(state: SignalState, index: number): SignalState {
  return release({ ...state, done: withBit(state.done, index), front: state.front.filter((one) => one !== index) }, index);
}

/** What waits for nothing any more, now that this event is over, takes its turn. */
export function release(state: SignalState, over: number): SignalState {
  const ready = (state.view.followers[over] ?? []).filter((index) => {
    const { after } = state.view.events[index] ?? { after: [] };
    return after.every((one) => hasBit(state.done, one));
  });
  return ready.length === 0 ? state : { ...state, front: [...state.front, ...ready] };
}
