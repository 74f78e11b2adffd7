import { nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { exchangesOf, isFinalReply } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const requireResponse = flowRule({
  meta: {
    id: "exchange/require-response",
    summary: "A request is answered in the flow",
    severity: "warning",
    source: "RFC 3261 §17.1",
    rationale:
      "Whoever asks waits. Without a final answer the reader does not learn whether what was asked for happens, and an implementation runs into its timer.",
  },
  *check(flow) {
    for (const { request, replies } of exchangesOf(flow).values()) {
      if (replies.some(isFinalReply)) continue;
      const [from, to] = [nameOf(flow, request.path.at(-1)?.participant ?? ""), nameOf(flow, request.path[0]?.participant ?? "")];
      const last = replies.at(-1);
      const found = last === undefined ? `${called(request)} without an answer` : `${called(request)} with no answer but ${called(last)}`;
      yield {
        place: request.place,
        steps: stepsOf(flow, request.id),
        reason: `Unexpected ${found}, expected a final one from ${from} to ${to}`,
        related: last === undefined ? [] : [{ message: `${called(last)} stands here`, place: last.place }],
      };
    }
  },
});
