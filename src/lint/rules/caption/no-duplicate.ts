import type { Flow } from "../../../model/flow.ts";
import { flowsRule } from "../../rule.ts";

export const noDuplicate = flowsRule({
  meta: {
    id: "caption/no-duplicate",
    summary: "No two figures of one document have one label or one caption",
    severity: "warning",
    source: "3GPP TR 21.801 §6.6",
    rationale: "A figure is cited by its label and found by its caption.",
    options: {
      placeholders: {
        type: "words",
        default: ["X", "x", "N", "n", "Y", "Z"],
        summary: "Labels, or parts of them, that stand for a number not yet given.",
      },
    },
  },
  *check(flows, { placeholders }) {
    const open = new Set(placeholders);
    const isOpen = (label: string) => label.split(/[.\-\s]/u).some((part) => open.has(part));
    const firsts = new Map<string, Flow>();
    for (const flow of flows) {
      const { label, caption } = flow.figure;
      const named: readonly (readonly [string, string])[] = [
        ...(label === "" || isOpen(label) ? [] : [["label", label] as const]),
        ...(caption === "" ? [] : [["caption", caption] as const]),
      ];
      for (const [what, value] of named) {
        const key = JSON.stringify([flow.source.document, what, value.toLowerCase()]);
        const first = firsts.get(key);
        if (first === undefined) firsts.set(key, flow);
        else if (first !== flow) {
          const related = [{ message: `The figure of ${first.id} has it too`, place: first.place }];
          yield {
            flow,
            place: flow.place,
            quote: value,
            reason: `Unexpected second figure with the ${what} "${value}", expected one of its own`,
            related,
          };
        }
      }
    }
  },
});
