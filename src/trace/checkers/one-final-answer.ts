import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";
import { isOver, isOverAtRelay } from "./patience.ts";
import { nameOf } from "./wire.ts";

export const oneFinalAnswer: Checker = {
  id: "one-final-answer",
  summary: "Every request has one final answer, and nothing after it",
  clause: "RFC 3261 §17.2.1, §17.2.2, §16.7",
  check,
};

/** A request at who has to answer it. */
interface Asked {
  readonly sight: Sight;
  final: Sight | null;
  isRinging: boolean;
}

function* check(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const asked = new Map<string, Asked>();
  /** Final answers that a relay could pass on. */
  const reached = new Map<string, Sight>();
  for (const sight of observe(events).sights) {
    const { event, at, way, role, isRepeat, wire, hop } = sight;
    if (isRepeat) continue;
    if (wire.status === null) {
      if (way === "in" && wire.method !== "ACK") asked.set(hop, { sight, final: null, isRinging: false });
      continue;
    }
    if (way === "in") {
      if (wire.status >= 200 && role === "relay") reached.set(questionOf(at, sight), sight);
      continue;
    }
    const one = asked.get(hop);
    if (one === undefined) continue;
    const { final } = one;
    if (final !== null && !isOfAnotherFork(final, sight))
      yield { event, reason: `${nameOf(wire)} is sent after the final answer ${final.wire.status}` };
    if (wire.status >= 200) one.final ??= sight;
    else if (wire.status > 100) one.isRinging = true;
  }
  if (!isWhole) return;
  for (const { sight, final, isRinging } of asked.values()) {
    // A call that still rings may stand; of a relay only its own omission counts.
    if (final !== null || (isRinging && sight.wire.method === "INVITE")) continue;
    if (sight.role !== "relay" || isKept(sight, reached.get(questionOf(sight.at, sight))))
      yield { event: sight.event, reason: `${nameOf(sight.wire)} never gets a final answer` };
  }
}

/** Whether a relay has had a final answer in time and has kept it. */
function isKept({ event, wire }: Sight, answer: Sight | undefined): boolean {
  if (answer === undefined || answer.event.n < event.n || wire.method === "CANCEL") return false;
  return wire.method === "INVITE" ? !isOverAtRelay(event, answer.event) : !isOver(event, answer.event);
}

function questionOf(at: string, { wire }: Sight): string {
  return `${at} ${wire.question}`;
}

/** RFC 3261 §16.7 item 5: where an INVITE was forked, each 2xx is passed on. */
function isOfAnotherFork({ wire: first }: Sight, { role, wire }: Sight): boolean {
  const isSuccess = (status: number | null) => status !== null && status >= 200 && status < 300;
  return role === "relay" && wire.method === "INVITE" && isSuccess(first.status) && isSuccess(wire.status) && first.toTag !== wire.toTag;
}
