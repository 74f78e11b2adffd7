import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { isOver } from "./patience.ts";

export const oneInvite: Checker = {
  id: "one-invite",
  summary: "One INVITE at a time: none within a dialog while another is unanswered, no BYE of the callee before its ACK",
  clause: "RFC 3261 §14.1, §15",
  check,
};

/** What one end of a dialog has open. */
interface Open {
  /** Its own INVITEs, and those of the other side, without a final answer, by their numbers. */
  readonly own: Map<number, Sight>;
  readonly others: Map<number, Sight>;
  /** The 2xx it has sent, until the ACK comes. */
  accepted: Sight | null;
}

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const { sights, hasArrivals } = observe(events);
  const open = new Map<string, Open>();
  const begun = (key: string): Open => {
    const known = open.get(key) ?? { own: new Map<number, Sight>(), others: new Map<number, Sight>(), accepted: null };
    open.set(key, known);
    return known;
  };
  for (const sight of sights) {
    const end = sight.isRepeat ? null : sight.end;
    const { event, way, wire } = sight;
    if (end === null || (wire.method !== "INVITE" && wire.method !== "ACK" && wire.method !== "BYE")) continue;
    const state = begun(end.key);
    if (wire.status === null) {
      if (way === "out" && wire.method === "INVITE" && isBusy(state, event))
        yield { event, reason: `INVITE ${wire.number} is sent while another INVITE is in progress` };
      if (way === "out" && wire.method === "BYE" && hasArrivals && state.accepted !== null && !isOver(state.accepted.event, event))
        yield { event, reason: "BYE is sent by the callee before the ACK to its 2xx has come" };
      if (way === "in" && wire.method === "ACK" && state.accepted?.wire.number === wire.number) state.accepted = null;
      // Who goes on with another INVITE has got the 2xx.
      if (way === "in" && wire.method === "INVITE") state.accepted = null;
      if (wire.method === "INVITE") (way === "out" ? state.own : state.others).set(wire.number, sight);
    } else if (wire.method === "INVITE" && wire.status >= 200) settle(sight, state, begun(end.initial));
  }
}

/** An INVITE that has been open for too long is none any more: nobody answers it. */
function isBusy({ own, others }: Open, now: TraceEvent): boolean {
  return [...own.values(), ...others.values()].some(({ event }) => !isOver(event, now));
}

/** @param first what was open before the callee had a tag: the INVITE of a call is found there */
function settle(sight: Sight, state: Open, first: Open): void {
  const { way, wire } = sight;
  for (const one of [state, first]) (way === "out" ? one.others : one.own).delete(wire.number);
  if (way === "out" && wire.status !== null && wire.status < 300) state.accepted = sight;
}
