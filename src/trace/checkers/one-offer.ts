import type { TraceEvent } from "../../model/trace.ts";
import type { Checker, Finding } from "./checker.ts";
import { type Offer, type Said, saidIn } from "./descriptions.ts";
import { nameOf } from "./wire.ts";

export const oneOffer: Checker = {
  id: "one-offer",
  summary: "One offer at a time, and only where SIP lets a message carry one",
  clause: "RFC 3264 §4, RFC 3261 §13.2.1, RFC 3262 §5, RFC 3311 §5.1",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const said of saidIn(events)) {
    const reason = wrongIn(said);
    if (reason !== null) yield { event: said.sight.event, reason: `${nameOf(said.sight.wire)}: ${reason}` };
  }
}

function wrongIn({ as, open, answers, fault }: Said): string | null {
  if (fault !== null) return fault;
  const [offer] = open;
  if (as === "offer" && offer !== undefined) return `a second offer while that of ${wordsOf(offer)} is open`;
  const own = as === "answer" && answers?.by === "other" ? open.find(({ by }) => by === "own") : undefined;
  return own === undefined ? null : `it answers an offer while its own in ${wordsOf(own)} is open`;
}

function wordsOf({ by, sight: { wire } }: Offer): string {
  return `${by === "own" ? "its own" : "the other side's"} ${nameOf(wire)} ${wire.number}`;
}
