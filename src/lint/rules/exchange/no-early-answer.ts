import type { Message } from "../../../model/message.ts";
import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { isBefore } from "../../course.ts";
import { arrivalAt, exchangesOf, isFinalReply, startOf } from "../../exchanges.ts";
import { labelOf } from "../../label-of.ts";
import { flowRule } from "../../rule.ts";

export const noEarlyAnswer = flowRule({
  meta: {
    id: "exchange/no-early-answer",
    summary: "Nobody answers before the request has arrived, or acknowledges before the answer has",
    severity: "error",
    source: "RFC 3261 §17",
    rationale: "The order of the steps is the order of the world: an answer to what has not come yet has no cause.",
  },
  *check(flow) {
    for (const { request, replies, acks } of exchangesOf(flow).values()) {
      const finals = replies.filter(isFinalReply);
      const pairs: readonly (readonly [Message, readonly Message[]])[] = [
        ...replies.map((reply) => [reply, [request]] as const),
        ...acks.map((ack) => [ack, finals] as const),
      ];
      for (const [answer, causes] of pairs) {
        const by = answer.path[0]?.participant ?? "";
        const start = startOf(flow, answer.id);
        if (start === null) continue;
        const arrivals = causes.flatMap((cause) => arrivalAt(flow, cause.id, by) ?? []);
        // Where it never arrives at all the answer takes another way: exchange/consistent-path.
        const [cause] = causes;
        if (cause === undefined || arrivals.length === 0 || arrivals.some((arrival) => isBefore(arrival, start))) continue;
        const when = labelOf(flow, stepsOf(flow, cause.id), " in ");
        yield {
          place: answer.place,
          steps: stepsOf(flow, answer.id),
          reason: `Unexpected ${called(answer)} of ${nameOf(flow, by)} before ${called(cause)} has arrived${when}, expected it afterwards`,
          related: [{ message: `${called(cause)} stands here`, place: cause.place }],
        };
      }
    }
  },
});
