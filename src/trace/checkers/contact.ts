import type { TraceEvent } from "../../model/trace.ts";
import { contactUriOf } from "../../sip/fields.ts";
import type { Checker, Finding } from "./checker.ts";
import { makesDialog } from "./ends.ts";
import { observe } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const contact: Checker = {
  id: "contact",
  summary: "Who begins a dialog or accepts it says where it can be reached",
  clause: "RFC 3261 §8.1.1.8, §12.1.1, RFC 3515 §2.2, RFC 6665 §4.4.1",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const { event, way, role, isRepeat, wire } of observe(events).sights) {
    if (way === "in" || isRepeat || role === "relay" || !makesDialog(wire.method)) continue;
    const isAsked = wire.status === null || (wire.status >= 200 && wire.status < 300);
    if (isAsked && contactUriOf(wire.message) === null) yield { event, reason: `${nameOf(wire)} has no Contact` };
  }
}
