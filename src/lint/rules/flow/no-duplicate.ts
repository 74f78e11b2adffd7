import type { Flow } from "../../../model/flow.ts";
import { flowsRule } from "../../rule.ts";

export const noDuplicate = flowsRule({
  meta: {
    id: "flow/no-duplicate",
    summary: "No two flows have one id",
    severity: "error",
    source: null,
    rationale: "A flow is asked for by its id, and what is made from it is written into a folder of that name.",
  },
  *check(flows) {
    const firsts = new Map<string, Flow>();
    for (const flow of flows) {
      const first = firsts.get(flow.id);
      if (first === undefined) firsts.set(flow.id, flow);
      else {
        const related = [{ message: `${flow.id} is first defined here`, place: first.place }];
        yield { flow, place: flow.place, reason: `Unexpected second flow "${flow.id}", expected an id of its own`, related };
      }
    }
  },
});
