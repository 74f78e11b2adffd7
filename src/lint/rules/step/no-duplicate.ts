import type { Step } from "../../../model/flow.ts";
import { printLabel } from "../../../model/step-label.ts";
import { flowRule } from "../../rule.ts";

export const noDuplicate = flowRule({
  meta: {
    id: "step/no-duplicate",
    summary: "No two steps have one number",
    severity: "error",
    source: null,
    rationale: "A reference to a number that two steps have says nothing.",
  },
  *check(flow) {
    const firsts = new Map<string, Step>();
    for (const step of flow.steps) {
      const label = printLabel(step.number);
      const first = firsts.get(label);
      if (first === undefined) firsts.set(label, step);
      else {
        const related = [{ message: `Step ${label} first stands here`, place: first.place }];
        yield { place: step.place, steps: [step], reason: `Unexpected second step ${label}, expected a number of its own`, related };
      }
    }
  },
});
