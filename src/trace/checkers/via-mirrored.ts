import type { TraceEvent } from "../../model/trace.ts";
import { printVia, type Via } from "../../sip/headers/via.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const viaMirrored: Checker = {
  id: "via-mirrored",
  summary: "A response carries the Via of its request, and a relay keeps those below its own",
  clause: "RFC 3261 §8.2.6.2, §16.6, §16.7",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const { event, way, isRepeat, wire, request, passed } of observe(events).sights) {
    if (way === "in" || isRepeat) continue;
    if (wire.vias.length === 0) yield { event, reason: `${nameOf(wire)} has no Via` };
    else if (wire.status !== null && request !== null) {
      const wrong = differenceOf(request.vias, wire.vias);
      if (wrong !== null) yield { event, reason: `${nameOf(wire)} does not carry the Via of its request: ${wrong}` };
    } else if (passed !== null) {
      const wrong = differenceOf(passed.vias, wire.vias, 1);
      if (wrong !== null) yield { event, reason: `${nameOf(wire)} is passed on with another Via below the relay's own: ${wrong}` };
    }
  }
}

/** @param above how many of those found are another's. The top one may have been noted where it came from (RFC 3261 §18.2.1, RFC 3581 §4); the others stay as they are. */
function differenceOf(expected: readonly Via[], found: readonly Via[], above = 0): string | null {
  if (expected.length !== found.length - above) return `${found.length - above} of them, expected ${expected.length}`;
  for (let at = 0; at < expected.length; at += 1) {
    const [via, other] = [expected[at], found[at + above]];
    // The same text has been read once.
    if (via === other || via === undefined || other === undefined) continue;
    const [was, is] = at === 0 ? [plain(via), plain(other)] : [printVia(via), printVia(other)];
    if (was !== is) return `${is}, expected ${was}`;
  }
  return null;
}

function plain(via: Via): string {
  return printVia({ ...via, params: via.params.filter(({ name }) => name !== "received" && name !== "rport") });
}
