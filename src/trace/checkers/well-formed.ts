import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const wellFormed: Checker = {
  id: "well-formed",
  summary: "Every message follows the grammar of SIP",
  clause: "RFC 3261 §25",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const { sights, unreadable } = observe(events);
  for (const { event, fault } of unreadable) yield { event, reason: `this is no SIP message: ${fault.what} (${fault.clause})` };
  for (const { event, way, isRepeat, wire } of sights) {
    if (way === "out" && !isRepeat && wire.fault !== null)
      yield { event, reason: `${nameOf(wire)}: ${wire.fault.what} (${wire.fault.clause})` };
  }
}
