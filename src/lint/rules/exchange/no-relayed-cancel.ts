import { relayedCancelsOf } from "../../../analysis/relayed-cancels.ts";
import { stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { flowRule } from "../../rule.ts";

export const noRelayedCancel = flowRule({
  meta: {
    id: "exchange/no-relayed-cancel",
    summary: "CANCEL is answered on each hop, not from end to end",
    severity: "error",
    source: "RFC 3261 §9.2, §16.10",
    rationale:
      "A proxy that knows the INVITE answers its CANCEL by itself and at once, and cancels further on with a CANCEL of its own. Where the answer is drawn as coming back through it, the figure has somebody answer who does not, and an order that does not occur: the canceller has its 200 (OK) before the next hop has given one. One CANCEL for each hop says what happens; a source that has it otherwise is a departure.",
  },
  *check(flow) {
    for (const { answer, cancel, instead, answerer, drawn } of relayedCancelsOf(flow)) {
      yield {
        place: answer.place,
        steps: stepsOf(flow, answer.id),
        reason: `Unexpected ${called(answer)} to ${called(cancel)} from ${drawn} through ${answerer}, expected one CANCEL with its answer for each hop: ${instead}`,
        related: [{ message: `${called(cancel)} stands here`, place: cancel.place }],
      };
    }
  },
});
