import type { NamedSignal, TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";

export const operations: Checker = {
  id: "operation",
  summary: "A request that is no SIP has one answer, and it comes back the way the request went",
  clause: "the flow's own messages",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const asked = new Map<string, { readonly from: string; readonly to: string }[]>();
  const answered = new Set<string>();
  for (const event of events) {
    const signal = event.event === "send" ? signalOf(event) : null;
    if (signal === null) continue;
    const { from, to } = event;
    if (signal.role === "request") asked.set(signal.transaction, [...(asked.get(signal.transaction) ?? []), { from, to }]);
    if (signal.role !== "reply" || (signal.signal.kind === "sip-response" && signal.signal.status < 200)) continue;
    const hops = asked.get(signal.transaction);
    if (hops !== undefined && !hops.some((hop) => hop.from === to && hop.to === from))
      yield { event, reason: `${signal.name} goes from ${from} to ${to}, where its request did not come` };
    const hop = `${signal.transaction} ${from} ${to}`;
    if (answered.has(hop)) yield { event, reason: `${signal.name} is a second answer` };
    answered.add(hop);
  }
}

function signalOf({ message }: TraceEvent): NamedSignal | null {
  return message !== null && message.kind === "named-signal" ? message : null;
}
