import type { TraceEvent } from "../../model/trace.ts";
import { printedRoutesOf } from "../../sip/fields.ts";
import type { Checker, Finding } from "./checker.ts";
import { confirmsDialog } from "./ends.ts";
import { observe } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const recordRoute: Checker = {
  id: "record-route",
  summary: "What relays have recorded comes back in the answers that make a dialog, and no relay takes it out",
  clause: "RFC 3261 §12.1.1, §16.6",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const sight of observe(events).sights) {
    const { event, way, role, isRepeat, wire, request, passed } = sight;
    if (way === "in" || isRepeat) continue;
    if (role === "server" && request !== null && request.toTag === "" && confirmsDialog(sight)) {
      const [asked, found] = [recorded(request), recorded(wire)];
      if (asked.join() !== found.join())
        yield { event, reason: `${nameOf(wire)} has Record-Route ${printed(found)}, its request has ${printed(asked)}` };
    } else if (passed !== null) {
      const [before, after] = [recorded(passed), recorded(wire)];
      const kept = before.length === 0 ? [] : after.slice(-before.length);
      if (kept.join() !== before.join())
        yield { event, reason: `${nameOf(wire)} is passed on with Record-Route ${printed(after)}, it came with ${printed(before)}` };
    }
  }
}

function recorded({ message }: Wire): readonly string[] {
  return printedRoutesOf(message, "Record-Route");
}

function printed(routes: readonly string[]): string {
  return routes.length === 0 ? "none" : routes.join(", ");
}
