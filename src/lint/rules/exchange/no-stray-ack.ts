import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { exchangesOf, isFinalReply, methodOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const noStrayAck = flowRule({
  meta: {
    id: "exchange/no-stray-ack",
    summary: "ACK acknowledges a final answer to INVITE and nothing else",
    severity: "error",
    source: "RFC 3261 §13.2.2.4",
    rationale:
      "Only INVITE has the three-way handshake; a provisional answer is acknowledged by PRACK (RFC 3262), the answers to all other methods by nothing.",
  },
  *check(flow) {
    for (const { request, replies, acks } of exchangesOf(flow).values()) {
      const isInvite = methodOf(request) === "INVITE";
      if (isInvite && replies.some(isFinalReply)) continue;
      const found = isInvite ? `${called(request)}, which has no final answer` : request.name;
      for (const { id, name, place } of acks) {
        yield {
          place,
          steps: stepsOf(flow, id),
          reason: `Unexpected ${called({ name })} for ${found}, expected a final answer to INVITE to acknowledge`,
          related: [{ message: `${called(request)} stands here`, place: request.place }],
        };
      }
    }
  },
});
