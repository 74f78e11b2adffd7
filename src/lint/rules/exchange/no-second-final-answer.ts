import type { Message } from "../../../model/message.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { areApart } from "../../course.ts";
import { exchangesOf, isFinalReply, startOf } from "../../exchanges.ts";
import { labelOf } from "../../label-of.ts";
import { flowRule } from "../../rule.ts";

export const noSecondFinalAnswer = flowRule({
  meta: {
    id: "exchange/no-second-final-answer",
    summary: "A request has one final answer",
    severity: "error",
    source: "RFC 3261 §17.2",
    rationale:
      "The first final answer ends the transaction; a second one matches nothing. Answers in different operands of an alternative do not meet.",
  },
  *check(flow) {
    for (const { request, replies } of exchangesOf(flow).values()) {
      const earlier: Message[] = [];
      for (const reply of replies) {
        if (!isFinalReply(reply)) continue;
        const start = startOf(flow, reply.id);
        const first = earlier.find((one) => {
          const other = startOf(flow, one.id);
          return start !== null && other !== null && !areApart(start, other);
        });
        if (first === undefined) {
          earlier.push(reply);
          continue;
        }
        yield {
          place: reply.place,
          steps: stepsOf(flow, reply.id),
          reason: `Unexpected second final answer ${called(reply)} to ${called(request)}, expected one: ${called(first)}${labelOf(flow, stepsOf(flow, first.id), " in ")}`,
          related: [{ message: `${called(first)} answers it here`, place: first.place }],
        };
      }
    }
  },
});
