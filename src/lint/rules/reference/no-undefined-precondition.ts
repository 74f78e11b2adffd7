import { printInline } from "../../../model/print-prose.ts";
import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedPrecondition = flowRule({
  meta: {
    id: "reference/no-undefined-precondition",
    summary: "Who cites a precondition cites one that the flow has",
    severity: "error",
    source: null,
    rationale: "A step that rests on a precondition nobody states rests on nothing.",
  },
  *check(flow) {
    const letters = new Map(flow.preconditions.map(({ id, letter }) => [id, letter]));
    for (const { inline, passage } of inlinesOf(flow, "precondition")) {
      if (letters.has(inline.precondition)) continue;
      const expected = letters.size === 0 ? "a precondition that the flow states" : `one of ${[...letters.values()].join(", ")}`;
      const reason = `Unexpected reference to precondition "${inline.precondition}", expected ${expected}`;
      yield { place: passage.place, steps: passage.steps, quote: printInline(inline, flow), reason };
    }
  },
});
