import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { nameOf } from "./wire.ts";

export const replyPath: Checker = {
  id: "reply-path",
  summary: "A response goes back the way its request came, hop by hop",
  clause: "RFC 3261 §18.2.2, §16.7",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const { sights, hasArrivals } = observe(events);
  /** Where each request has come to, and all of it that has been seen anywhere. */
  const came = new Set<string>();
  const ways = new Map<string, Sight>();
  const known = new Set<string>();
  const successes = new Set<string>();
  for (const sight of sights) {
    const { event, at, peer, way, role, isRepeat, wire, hop } = sight;
    if (wire.status === null) {
      // Where the first hop is in the trace, so are the others.
      if (wire.vias.length === 1) known.add(wire.question);
      if (way === "in") came.add(hop);
      else if (!ways.has(`${wire.branch} ${wire.method}`)) ways.set(`${wire.branch} ${wire.method}`, sight);
      continue;
    }
    const success = wire.status >= 200 && wire.status < 300 ? `${at} ${wire.question} ${wire.toTag}` : null;
    if (way === "in") {
      if (success !== null) successes.add(success);
      continue;
    }
    if (isRepeat) continue;
    const request = ways.get(`${wire.branch} ${wire.method}`);
    if (sight.request === null) {
      if (request !== undefined)
        yield {
          event,
          reason: `${nameOf(wire)} goes from ${at} to ${peer}, its request went from ${request.at} to ${request.peer}`,
        };
      else if (known.has(wire.question)) yield { event, reason: `${nameOf(wire)} answers no request that ${peer} has sent to ${at}` };
    } else if (hasArrivals && !came.has(hop)) yield { event, reason: `${nameOf(wire)} is sent before its request has come` };
    else if (role === "relay" && success !== null && wire.method !== "CANCEL" && !successes.has(success))
      yield { event, reason: `${nameOf(wire)} is passed on by a relay that has not received it` };
  }
}
