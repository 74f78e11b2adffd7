import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const tags: Checker = {
  id: "tags",
  summary: "Tags and Call-ID stay what they are: in answers, on the way, and for everything one end answers to one request",
  clause: "RFC 3261 §8.1.1.3, §8.2.6.2, §16.6",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const given = new Map<string, string>();
  for (const { event, way, role, isRepeat, wire, hop, request, passed } of observe(events).sights) {
    if (isRepeat) continue;
    if (way === "in") {
      if (wire.status === null) given.delete(hop);
      continue;
    }
    if (wire.fromTag === "") yield { event, reason: `${nameOf(wire)} has no tag in From` };
    if (wire.status === null) {
      const wrong = passed === null ? null : changedIn(passed, wire);
      if (wrong !== null) yield { event, reason: `${nameOf(wire)} is passed on with another ${wrong}` };
      continue;
    }
    if (request === null) continue;
    const wrong = changedIn(request, wire);
    if (wrong !== null) yield { event, reason: `${nameOf(wire)} has another ${wrong} than its request` };
    else if (wire.status > 100 && wire.toTag === "") yield { event, reason: `${nameOf(wire)} has no tag in To` };
    else if (wire.status > 100 && role === "server") {
      const first = given.get(hop);
      if (first === undefined) given.set(hop, wire.toTag);
      else if (first !== wire.toTag) yield { event, reason: `${nameOf(wire)} has the tag ${wire.toTag} in To after ${first}` };
    }
  }
}

/** An answer gives the tag in To that its request does not have yet; numbers have a checker of their own. */
function changedIn(before: Wire, after: Wire): string | null {
  if (before.callId !== after.callId) return `Call-ID, ${after.callId} instead of ${before.callId}`;
  if (before.fromTag !== after.fromTag) return `tag in From, ${after.fromTag || "none"} instead of ${before.fromTag || "none"}`;
  const isAnswer = after.status !== null;
  if (before.toTag !== after.toTag && !(isAnswer && before.toTag === ""))
    return `tag in To, ${after.toTag || "none"} instead of ${before.toTag || "none"}`;
  return isAnswer || before.number === after.number ? null : `CSeq, ${after.number} instead of ${before.number}`;
}
