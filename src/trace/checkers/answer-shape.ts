import type { TraceEvent } from "../../model/trace.ts";
import { checkAnswer } from "../../sip/offer-answer/answer.ts";
import { writeDescription } from "../../sip/sdp/write-description.ts";
import type { Checker, Finding } from "./checker.ts";
import { saidIn } from "./descriptions.ts";
import { nameOf } from "./wire.ts";

export const answerShape: Checker = {
  id: "answer-shape",
  summary: "An answer has the streams of its offer, in its order, each taken as offered or refused with port 0",
  clause: "RFC 3264 §6, RFC 3261 §13.2.1",
  check,
};

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  for (const { sight, as, description, answers, preview } of saidIn(events)) {
    const { event, wire } = sight;
    if (answers === null) continue;
    if (as === "nothing") yield { event, reason: `${nameOf(wire)} does not answer the offer of ${nameOf(answers.sight.wire)}` };
    if (description === null) continue;
    const faults = answers.description === null ? [] : checkAnswer(answers.description, description);
    for (const { what, media } of faults) {
      yield { event, reason: `${nameOf(wire)}: ${media === null ? "" : `stream ${media + 1}: `}${what}` };
    }
    if (preview !== null && writeDescription(preview) !== writeDescription(description))
      yield { event, reason: `${nameOf(wire)}: another answer than the one announced before` };
  }
}
