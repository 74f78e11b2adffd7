import type { TraceEvent } from "../../model/trace.ts";
import { readMaxForwards } from "../../sip/headers/numbers.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const maxForwards: Checker = {
  id: "max-forwards",
  summary: "Every request says how far it may go, and every relay counts down by one",
  clause: "RFC 3261 §8.1.1.6, §16.3, §16.6",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const { event, way, isRepeat, wire, passed } of observe(events).sights) {
    if (wire.status !== null || way === "in" || isRepeat) continue;
    const left = maxForwardsOf(wire);
    if (left === null) yield { event, reason: `${nameOf(wire)} has no Max-Forwards` };
    const had = passed === null ? null : maxForwardsOf(passed);
    if (had === 0) yield { event, reason: `${nameOf(wire)} is passed on although Max-Forwards was 0` };
    else if (had !== null && left !== null && left !== had - 1)
      yield { event, reason: `${nameOf(wire)} is passed on with Max-Forwards ${left} after ${had}, expected ${had - 1}` };
  }
}

function maxForwardsOf({ message }: Wire): number | null {
  const value = headerOf(message, "Max-Forwards");
  const read = value === null ? null : readMaxForwards(value);
  return isFault(read) ? null : read;
}
