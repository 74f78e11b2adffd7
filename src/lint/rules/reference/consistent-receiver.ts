import { printInline } from "../../../model/print-prose.ts";
import { indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { labelOf } from "../../label-of.ts";
import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const consistentReceiver = flowRule({
  meta: {
    id: "reference/consistent-receiver",
    summary: "Who is said to have received something in a step has received it there",
    severity: "warning",
    source: null,
    rationale:
      '"Received in step 7" is read as: by the one who speaks. Where another received it, either the number is wrong or a message in between is missing.',
  },
  *check(flow) {
    const { elements, hopsOf, messages } = indexOf(flow);
    for (const { inline, passage } of inlinesOf(flow, "received")) {
      const message = messages.get(inline.message);
      if (message === undefined) continue;
      const hops = hopsOf.get(inline.message) ?? [];
      const receivers = hops.flatMap((id) => {
        const hop = elements.get(id);
        return hop?.kind === "hop" ? [hop.to] : [];
      });
      if (receivers.includes(inline.by)) continue;
      const end = nameOf(flow, receivers.at(-1) ?? message.path.at(-1)?.participant ?? "");
      const by = inline.by === "" ? "nobody" : nameOf(flow, inline.by);
      yield {
        place: passage.place,
        steps: passage.steps,
        quote: printInline(inline, flow),
        reason: `Unexpected ${called(message)} received by ${by}, expected ${end}, who receives it${labelOf(flow, stepsOf(flow, inline.message), " in ")}`,
        expected: end,
        related: [{ message: `${called(message)} goes to ${end} here`, place: message.place }],
      };
    }
  },
});
