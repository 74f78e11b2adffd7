import type { Flow, Variant } from "../../../model/flow.ts";
import { mentionsOf } from "../../mentions.ts";
import { flowRule } from "../../rule.ts";

export const noUnused = flowRule({
  meta: {
    id: "participant/no-unused",
    summary: "Who is declared takes part",
    severity: "warning",
    source: null,
    rationale: "A lifeline on which nothing happens takes room in the figure and makes the reader look for its part.",
  },
  variants: false,
  *check(flow) {
    const used = new Set<string>();
    for (const one of [flow, ...flow.variants.map((variant) => addedBy(variant, flow))]) {
      for (const { participant } of mentionsOf(one)) used.add(participant);
    }
    for (const { id, name, place } of flow.participants) {
      if (!used.has(id)) yield { place, reason: `Unexpected participant "${name}" without a part, expected it in a step, or not declared` };
    }
  },
});

/** What a variant adds, as a flow of its own. */
function addedBy({ messages, inserts, steps, paragraphs, expectations }: Variant, flow: Flow): Flow {
  return {
    ...flow,
    messages,
    body: inserts.flatMap(({ body }) => body),
    steps,
    paragraphs,
    expectations,
    notes: [],
    preconditions: [],
    givens: [],
  };
}
