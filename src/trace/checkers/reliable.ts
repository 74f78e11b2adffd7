import type { TraceEvent } from "../../model/trace.ts";
import { numberOf } from "../../sip/fields.ts";
import { readRAck } from "../../sip/headers/numbers.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import { isReliable } from "../../sip/offer-answer/carriers.ts";
import { newAwaiting } from "./awaited.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const reliable: Checker = {
  id: "reliable",
  summary: "Reliable provisional answers are counted, and each has its PRACK",
  clause: "RFC 3262 §3, §4",
  check,
};

/** The reliable answers of one INVITE at who gives them. */
interface Given {
  readonly last: number;
  readonly unacknowledged: Map<number, Sight>;
  readonly count: number;
}

function* check(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const { sights, hasArrivals } = observe(events);
  const given = new Map<string, Given>();
  /** What a client has got and not acknowledged yet, and all it ever got. */
  const due = new Map<string, Map<number, Sight>>();
  const got = new Set<string>();
  const invited = new Set<string>();
  const awaiting = newAwaiting();
  const settled = new Set<string>();
  for (const sight of sights) {
    const end = sight.isRepeat ? null : sight.end;
    const { event, way, role, wire } = sight;
    if (end === null || (wire.method !== "INVITE" && wire.method !== "PRACK" && wire.method !== "CANCEL")) continue;
    const isAwaited = awaiting(sight);
    if (wire.method === "INVITE" && wire.status !== null) {
      const key = `${end.key} ${wire.number}`;
      const rseq = wire.status < 200 && isReliable(wire.message) ? numberOf(wire.message, "RSeq") : null;
      if (role === "server" && way === "out") {
        const reason = hasArrivals ? tooEarly(wire, rseq, given.get(key)) : miscounted(rseq, given.get(key));
        if (reason !== null) yield { event, reason };
        if (rseq !== null) give(given, key, rseq, sight);
      } else if (role === "client" && way === "in") {
        if (rseq !== null) got.add(`${key} ${rseq}`);
        if (rseq !== null && isAwaited && !settled.has(key)) due.set(key, (due.get(key) ?? new Map()).set(rseq, sight));
        if (wire.status < 200) continue;
        settled.add(key);
        due.delete(key);
      }
    } else if (wire.method === "INVITE" && way === "out") invited.add(`${end.initial} ${wire.number}`);
    else if (wire.method === "PRACK" && wire.status === null) {
      const rack = readRAck(headerOf(wire.message, "RAck") ?? "");
      if (isFault(rack)) continue;
      const key = `${end.key} ${rack.cseq}`;
      if (way === "in") given.get(key)?.unacknowledged.delete(rack.rseq);
      else {
        if (invited.has(`${end.initial} ${rack.cseq}`) && !got.has(`${key} ${rack.rseq}`))
          yield { event, reason: `PRACK acknowledges ${rack.rseq} ${rack.cseq}, which has not come` };
        due.get(key)?.delete(rack.rseq);
      }
    }
  }
  if (!isWhole) return;
  for (const open of due.values())
    for (const { event, wire } of open.values()) yield { event, reason: `${nameOf(wire)} is reliable and gets no PRACK` };
}

function give(given: Map<string, Given>, key: string, rseq: number, sight: Sight): void {
  const before = given.get(key);
  const unacknowledged = before?.unacknowledged ?? new Map<number, Sight>();
  unacknowledged.set(rseq, sight);
  given.set(key, { last: rseq, unacknowledged, count: (before?.count ?? 0) + 1 });
}

function miscounted(rseq: number | null, before: Given | undefined): string | null {
  return rseq === null || before === undefined || rseq === before.last + 1 ? null : `RSeq ${rseq} after ${before.last}`;
}

/** RFC 3262 §3: the first waits for its PRACK before another follows; so does a 2xx for those that describe the session. */
function tooEarly(wire: Wire, rseq: number | null, before: Given | undefined): string | null {
  if (before === undefined || wire.status === null) return null;
  const open = [...before.unacknowledged.values()];
  if (rseq !== null && before.count === 1 && open.length > 0)
    return `${nameOf(wire)} is sent before the first reliable answer has its PRACK`;
  const isAccepted = wire.status >= 200 && wire.status < 300;
  if (isAccepted && open.some(({ wire: earlier }) => earlier.message.body !== ""))
    return `${nameOf(wire)} is sent before the PRACK for the description in a provisional answer`;
  return miscounted(rseq, before);
}
