import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { exchangesOf, isFinalReply, methodOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const requireAck = flowRule({
  meta: {
    id: "exchange/require-ack",
    summary: "The final answer to INVITE is acknowledged",
    severity: "warning",
    source: "RFC 3261 §13.2.2.4",
    rationale:
      "Until the ACK arrives the one who answered repeats the answer, and ends the session after 32 s. An ACK that the source does not print is executed hidden.",
  },
  *check(flow) {
    for (const { request, replies, acks } of exchangesOf(flow).values()) {
      const final = replies.find(isFinalReply);
      if (methodOf(request) !== "INVITE" || final === undefined || final.signal.kind !== "sip-response" || acks.length > 0) continue;
      const [from, to] = [nameOf(flow, request.path[0]?.participant ?? ""), nameOf(flow, request.path.at(-1)?.participant ?? "")];
      yield {
        place: final.place,
        steps: stepsOf(flow, final.id),
        reason: `Unexpected ${called(final)} to ${called(request)} without an ACK, expected one from ${from} to ${to}`,
        expected: "ACK",
        related: [{ message: `${called(request)} stands here`, place: request.place }],
      };
    }
  },
});
