import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe } from "./observe.ts";

export const cancelled: Checker = {
  id: "cancel",
  summary: "CANCEL belongs to an INVITE on the same hop that has a provisional answer",
  clause: "RFC 3261 §9.1",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const answered = new Set<string>();
  const calls = new Set<string>();
  for (const { event, at, peer, way, isRepeat, wire, hop, ofInvite, request, passed } of observe(events).sights) {
    if (wire.method === "INVITE") {
      if (wire.status === null && way === "out") calls.add(`${at} ${wire.callId}`);
      if (wire.status !== null && way === "in") answered.add(hop);
    }
    // Where it knows nothing of the INVITE, a relay passes CANCEL on as it is (§16.10).
    if (wire.method !== "CANCEL" || wire.status !== null || way === "in" || isRepeat || passed !== null) continue;
    if (request === null) {
      if (calls.has(`${at} ${wire.callId}`)) yield { event, reason: `CANCEL has the branch of no INVITE that ${at} has sent to ${peer}` };
    } else if (!answered.has(ofInvite)) yield { event, reason: "CANCEL is sent before the INVITE has a provisional answer" };
    else if (wire.message.kind === "request" && request.message.kind === "request" && wire.message.uri !== request.message.uri)
      yield { event, reason: `CANCEL goes to ${wire.message.uri}, its INVITE went to ${request.message.uri}` };
  }
}
