import { printLabel } from "../../../model/step-label.ts";
import { indexOf } from "../../../model/walk.ts";
import { flowRule } from "../../rule.ts";

export const noUndefinedElement = flowRule({
  meta: {
    id: "step/no-undefined-element",
    summary: "What a step prints happens in the flow",
    severity: "error",
    source: null,
    rationale: "A number behind which nothing happens is drawn and described, and cannot be executed.",
  },
  *check(flow) {
    const { elements } = indexOf(flow);
    for (const step of flow.steps) {
      const label = printLabel(step.number);
      const missing = step.covers.find((id) => !elements.has(id));
      const about = { place: step.place, steps: [step] };
      if (step.covers.length === 0) yield { ...about, reason: `Unexpected step ${label} over nothing, expected something that happens` };
      else if (missing !== undefined)
        yield { ...about, reason: `Unexpected step ${label} over "${missing}", expected something that happens` };
    }
  },
});
