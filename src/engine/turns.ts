import { withBit } from "./bits.ts";
import type { SignalState } from "./signal-state.ts";

/** An event of an end is over: it leaves the front, and what waited only for it takes its turn. */
export function finish(state: SignalState, index: number): SignalState {
  return release({ ...state, done: withBit(state.done, index), front: state.front.filter((one) => one !== index) }, index);
}

/** What waited only for this event takes its turn. */
export function release(state: SignalState, over: number): SignalState {
  const followers = state.view.followers[over] ?? [];
  if (followers.length === 0) return state;
  const front = [...state.front];
  let { waits } = state;
  for (const index of followers) {
    const left = (waits.get(index) ?? state.view.events[index]?.after.length ?? 1) - 1;
    if (left === 0) front.push(index);
    // Most events wait for one other and need no entry.
    if (left === 0 && !waits.has(index)) continue;
    const next = new Map(waits);
    if (left === 0) next.delete(index);
    else next.set(index, left);
    waits = next;
  }
  return { ...state, front, waits };
}
