import { stepsOf } from "../../../model/walk.ts";
import { mayAnswer } from "../../../sip/methods.ts";
import { isStatus } from "../../../sip/statuses.ts";
import { called } from "../../called.ts";
import { exchangesOf, methodOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedStatus = flowRule({
  meta: {
    id: "exchange/no-undefined-status",
    summary: "A SIP request is answered with a status that its method has",
    severity: "error",
    source: "RFC 3261 §21",
    rationale:
      "A status that no RFC gives the method means nothing to the one who asked: 180 (Ringing) is for INVITE alone (RFC 4320 §4.1), 202 (Accepted) for REFER, SUBSCRIBE and MESSAGE, and nothing answers ACK.",
  },
  *check(flow) {
    for (const { request, replies } of exchangesOf(flow).values()) {
      const method = methodOf(request);
      if (method === null) continue;
      for (const { id, name, place, signal } of replies) {
        if (signal.kind !== "sip-response" || mayAnswer(method, signal.status)) continue;
        const expected = isStatus(signal.status) ? `a status that ${method} has` : "a registered status";
        yield {
          place,
          steps: stepsOf(flow, id),
          reason: `Unexpected ${called({ name })} in answer to ${called(request)}, expected ${expected}`,
          related: [{ message: `${called(request)} stands here`, place: request.place }],
        };
      }
    }
  },
});
