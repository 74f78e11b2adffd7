import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { exchangesOf } from "../../exchanges.ts";
import { isPartOf, printPath } from "../../print-path.ts";
import { flowRule } from "../../rule.ts";

export const consistentPath = flowRule({
  meta: {
    id: "exchange/consistent-path",
    summary: "An answer goes back the way its request came",
    severity: "error",
    source: "RFC 3261 §18.2.2",
    rationale:
      "Each participant that passes a request on is in its Via header and sees the answer; one that answers by another way, or in another direction, would not be understood. 100 (Trying) alone goes back a single hop.",
  },
  *check(flow) {
    for (const { request, replies } of exchangesOf(flow).values()) {
      const back = request.path.toReversed();
      for (const { id, name, path, place, signal } of replies) {
        const isTrying = signal.kind === "sip-response" && signal.status === 100;
        if (isPartOf(path, back) && (isTrying || path.length === back.length)) continue;
        const expected = printPath(flow, back);
        yield {
          place,
          steps: stepsOf(flow, id),
          reason: `Unexpected path ${printPath(flow, path)} of ${called({ name })}, expected ${expected}, that of ${called(request)} in reverse`,
          expected,
          related: [{ message: `${called(request)} goes ${printPath(flow, request.path)} here`, place: request.place }],
        };
      }
    }
  },
});
