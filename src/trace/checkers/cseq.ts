import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { observe } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const cseq: Checker = {
  id: "cseq",
  summary: "Each side of a dialog numbers its requests one by one; ACK, CANCEL and responses have the number of their request",
  clause: "RFC 3261 §12.2.1.1, §13.2.2.4, §9.1, §8.2.6.2",
  check,
};

function* check(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const last = new Map<string, number>();
  /** Numbers of the INVITEs of each side, by what they and their ACKs have in common. */
  const invites = new Map<string, Set<number>>();
  for (const sight of observe(events).sights) {
    const { event, way, isRepeat, wire, request } = sight;
    if (way === "in" || isRepeat) continue;
    const { method, number } = wire;
    if (request !== null) {
      if (number !== request.number) yield { event, reason: `${nameOf(wire)} has CSeq ${number}, its request has ${request.number}` };
      continue;
    }
    const end = wire.status === null && sight.role === "client" && method !== "CANCEL" ? sight.end : null;
    if (end === null) continue;
    if (method === "ACK") {
      const numbers = invites.get(end.initial);
      if (numbers !== undefined && !numbers.has(number))
        yield { event, reason: `ACK has CSeq ${number}, expected that of an INVITE: ${[...numbers].join(", ")}` };
      continue;
    }
    if (method === "INVITE") invites.set(end.initial, (invites.get(end.initial) ?? new Set()).add(number));
    const before = last.get(end.key) ?? last.get(end.initial);
    if (before !== undefined && (number <= before || (isWhole && number > before + 1)))
      yield { event, reason: `${nameOf(wire)} has CSeq ${number} after ${before}, expected ${before + 1}` };
    last.set(end.key, number);
  }
}
