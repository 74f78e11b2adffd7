import { printInline } from "../../../model/print-prose.ts";
import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedNote = flowRule({
  meta: {
    id: "reference/no-undefined-note",
    summary: "Who cites a NOTE cites one that the flow has",
    severity: "error",
    source: null,
    rationale: "A NOTE that is cited and not there was removed or renumbered; what it said is lost to the reader.",
  },
  *check(flow) {
    const notes = new Set(flow.notes.map(({ id }) => id));
    for (const { inline, passage } of inlinesOf(flow, "note")) {
      if (notes.has(inline.note)) continue;
      const numbers = flow.notes.flatMap(({ number }) => number ?? []);
      const expected = notes.size === 0 ? "a NOTE that the flow has" : numbers.length === 0 ? "the NOTE" : `NOTE ${numbers.join(", ")}`;
      yield {
        place: passage.place,
        steps: passage.steps,
        quote: printInline(inline, flow),
        reason: `Unexpected reference to NOTE "${inline.note}", expected ${expected}`,
      };
    }
  },
});
