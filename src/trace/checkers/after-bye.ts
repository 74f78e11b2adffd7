import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const afterBye: Checker = {
  id: "after-bye",
  summary: "After BYE nobody sends anything in the session that has ended",
  clause: "RFC 3261 §15.1.1, §15.1.2",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  /** The BYE that has ended the session of a dialog, as one end knows. */
  const ended = new Map<string, Sight>();
  const subscribed = new Set<string>();
  for (const sight of observe(events).sights) {
    const end = sight.isRepeat ? null : sight.end;
    if (end === null || !end.isComplete) continue;
    const { event, way, wire } = sight;
    if (wire.method === "BYE") {
      const before = ended.get(end.key);
      if (wire.status === null) {
        if (way === "out" && before !== undefined) yield { event, reason: `BYE is sent in a session that ${ender(before)} has ended` };
        if (way === "out") ended.set(end.key, sight);
      } else if (way === "out" && wire.status >= 200 && wire.status < 300) ended.set(end.key, before ?? sight);
      // A BYE that is challenged is sent once more (RFC 3261 §22.2).
      else if (way === "in" && (wire.status === 401 || wire.status === 407)) ended.delete(end.key);
      continue;
    }
    const bye = ended.get(end.key);
    if (bye === undefined && subscribing.has(wire.method)) subscribed.add(end.key);
    if (way === "in" || wire.status !== null || elsewhere.has(wire.method)) continue;
    const isOutside = wire.method === "REFER" && subscribed.has(end.key);
    if (bye !== undefined && !isOutside) yield { event, reason: `${nameOf(wire)} is sent after BYE: ${ender(bye)} has ended the session` };
  }
}

/** What the session knows nothing of (RFC 5057 §4.1), and the ACK that a 2xx still needs. */
const elsewhere: ReadonlySet<string> = new Set(["ACK", "CANCEL", "NOTIFY", "SUBSCRIBE"]);

/** What makes a dialog outlive its session. */
const subscribing: ReadonlySet<string> = new Set(["NOTIFY", "SUBSCRIBE", "REFER"]);

function ender({ wire }: Sight): string {
  return wire.status === null ? "its sender" : "the other side";
}
