import type { TraceEvent } from "../../model/trace.ts";
import { checkRevision } from "../../sip/sdp/revise.ts";
import type { Checker, Finding } from "./checker.ts";
import { saidIn } from "./descriptions.ts";
import { nameOf } from "./wire.ts";

export const originVersion: Checker = {
  id: "origin-version",
  summary:
    "What one side says of a session goes on from what it said before: one origin, a version that counts the changes, no stream lost",
  clause: "RFC 3264 §8",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const { sight, description, said, agreed } of saidIn(events)) {
    if (description === null) continue;
    // After an offer that failed, both what was said and what holds are something to go on from.
    const [faults = [], others = faults] = [said, agreed].flatMap((before) =>
      before === null ? [] : [checkRevision(before, description)],
    );
    if (others.length === 0) continue;
    for (const { what } of faults) yield { event: sight.event, reason: `${nameOf(sight.wire)}: ${what}` };
  }
}
