import type { TraceEvent } from "../../model/trace.ts";
import { newAwaiting } from "./awaited.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf, type Wire } from "./wire.ts";

export const acknowledged: Checker = {
  id: "ack",
  summary: "Every final answer to INVITE is acknowledged: a failure on its hop, a 2xx from end to end in its dialog",
  clause: "RFC 3261 §17.1.1.3, §13.2.2.4",
  check,
};

function* check(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  /** Final answers by hop, and those that wait for their ACK by what it has in common with them. */
  const finals = new Map<string, Sight>();
  const due = new Map<string, Sight>();
  const accepted = new Set<string>();
  const awaiting = newAwaiting();
  const calls = new Set<string>();
  for (const sight of observe(events).sights) {
    const { event, at, way, role, isRepeat, wire, hop, ofInvite, request } = sight;
    if (isRepeat || !isOfInvite(wire)) continue;
    const isAwaited = awaiting(sight);
    if (wire.method === "INVITE") {
      if (wire.status === null && way === "out" && role === "client") calls.add(callOf(sight));
      if (wire.status === null || wire.status < 200 || way === "out") continue;
      const key = wire.status < 300 ? sight.end?.key : hop;
      if (!finals.has(hop) || isAwaited) finals.set(hop, sight);
      if (key === undefined) continue;
      if (isAwaited) due.set(`${key} ${wire.number}`, sight);
      accepted.add(`${key} ${wire.number}`);
    } else if (wire.method === "ACK" && way === "out") {
      if (request !== null) {
        const final = finals.get(ofInvite);
        const wrong = wrongOnHop(sight, final);
        if (wrong !== null) yield { event, reason: wrong };
        due.delete(`${final?.hop} ${wire.number}`);
      } else if (role === "client") {
        const key = `${sight.end?.key} ${wire.number}`;
        if (!accepted.has(key) && calls.has(callOf(sight)))
          yield { event, reason: `ACK ${wire.number} of ${at} is in no dialog in which an INVITE ${wire.number} was accepted` };
        due.delete(key);
      }
    }
  }
  if (isWhole) for (const { event, wire } of due.values()) yield { event, reason: `${nameOf(wire)} is never acknowledged` };
}

function wrongOnHop({ wire }: Sight, final: Sight | undefined): string | null {
  if (final === undefined) return "ACK acknowledges an INVITE that has no final answer yet";
  const { status, toTag } = final.wire;
  if (status !== null && status < 300) return `ACK to ${status} needs a branch of its own`;
  return wire.toTag === toTag ? null : `ACK has the tag ${wire.toTag || "none"} in To, the ${status} has ${toTag}`;
}

function isOfInvite({ method }: Wire): boolean {
  return method === "INVITE" || method === "ACK" || method === "CANCEL";
}

function callOf({ at, wire }: Sight): string {
  return `${at} ${wire.callId} ${wire.fromTag}`;
}
