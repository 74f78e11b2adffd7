import type { Flow } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { courseOf, isBefore, type Spot } from "../../course.ts";
import { exchangesOf, isFinalReply, startOf } from "../../exchanges.ts";
import { labelOf } from "../../label-of.ts";
import { flowRule } from "../../rule.ts";

export const noLateProvisional = flowRule({
  meta: {
    id: "exchange/no-late-provisional",
    summary: "Who has sent or passed on a final answer sends no provisional one any more",
    severity: "error",
    source: "RFC 3261 §17.2.1",
    rationale: "The final answer ends the transaction; a provisional one that follows it is discarded and tells nobody anything.",
  },
  *check(flow) {
    for (const { request, replies } of exchangesOf(flow).values()) {
      const finals = replies.filter(isFinalReply);
      for (const reply of replies) {
        if (isFinalReply(reply)) continue;
        const start = startOf(flow, reply.id);
        const sender = reply.path[0]?.participant;
        if (start === null || sender === undefined) continue;
        const final = finals.find((one) => departuresOf(flow, one, sender).some((spot) => isBefore(spot, start)));
        if (final === undefined) continue;
        yield {
          place: reply.place,
          steps: stepsOf(flow, reply.id),
          reason: `Unexpected ${called(reply)} to ${called(request)}, expected it before ${called(final)}${labelOf(flow, stepsOf(flow, final.id), " in ")}, with which ${nameOf(flow, sender)} is done`,
          related: [{ message: `${called(final)} ends the exchange here`, place: final.place }],
        };
      }
    }
  },
});

/** Where somebody sends a message, or passes it on. */
function departuresOf(flow: Flow, { id }: Message, sender: string): readonly Spot[] {
  const { hopsOf, elements } = indexOf(flow);
  const { spots } = courseOf(flow);
  return (hopsOf.get(id) ?? []).flatMap((hop) => {
    const element = elements.get(hop);
    const spot = spots.get(hop);
    return element?.kind === "hop" && element.from === sender && spot !== undefined ? [spot] : [];
  });
}
