import type { Step } from "../../../model/flow.ts";
import { printLabel } from "../../../model/step-label.ts";
import { courseOf } from "../../course.ts";
import { flowRule } from "../../rule.ts";

export const consistentOrder = flowRule({
  meta: {
    id: "step/consistent-order",
    summary: "Steps are numbered in the order in which they happen",
    severity: "error",
    source: null,
    rationale:
      "Whoever implements the clause does one step after the other; a number in the wrong place makes two of them happen the wrong way round.",
  },
  *check(flow) {
    const { spots } = courseOf(flow);
    let before: Step | null = null;
    let latest = -1;
    for (const step of flow.steps) {
      const at = spots.get(step.covers[0] ?? "")?.at;
      if (at === undefined) continue;
      if (before !== null && at < latest) {
        const [label, other] = [printLabel(step.number), printLabel(before.number)];
        const related = [{ message: `Step ${other} stands here`, place: before.place }];
        yield {
          place: step.place,
          steps: [step],
          reason: `Unexpected step ${label}, which happens before step ${other}, expected it afterwards`,
          related,
        };
        continue;
      }
      before = step;
      latest = at;
    }
  },
});
