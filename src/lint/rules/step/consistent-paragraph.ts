import type { Step } from "../../../model/flow.ts";
import { compareNumbers, firstOf, lastOf, printLabel, rangeOf } from "../../../model/step-label.ts";
import { flowRule } from "../../rule.ts";

export const consistentParagraph = flowRule({
  meta: {
    id: "step/consistent-paragraph",
    summary: "A paragraph is labelled with its steps, which stand next to each other",
    severity: "error",
    source: null,
    rationale: "A label such as 9~14 claims every number in between; a step that stands elsewhere would be claimed twice, or by nobody.",
  },
  *check(flow) {
    const { sign } = flow.numbering;
    const order = new Map(flow.steps.map((step, at) => [step.id, at]));
    const stepAt = (id: string): Step | undefined => flow.steps[order.get(id) ?? -1];
    for (const { label, steps: ids, place } of flow.paragraphs) {
      const printed = printLabel(label, sign);
      const steps = ids.flatMap((id) => stepAt(id) ?? []);
      if (steps.length < ids.length) {
        yield { place, steps, reason: `Unexpected paragraph ${printed} over a step the flow does not have, expected steps of the flow` };
        continue;
      }
      const [first, last] = [steps[0], steps.at(-1)];
      if (first === undefined || last === undefined) {
        yield { place, steps, reason: `Unexpected paragraph ${printed} without steps, expected one at least` };
        continue;
      }
      const torn = ids.findIndex((id, at) => at > 0 && order.get(id) !== (order.get(ids[at - 1] ?? "") ?? 0) + 1);
      const [before, after] = [steps[torn - 1], steps[torn]];
      if (before !== undefined && after !== undefined) {
        yield {
          place,
          steps,
          reason: `Unexpected step ${printLabel(after.number)} after step ${printLabel(before.number)} in one paragraph, expected steps that touch`,
          related: [{ message: `Step ${printLabel(after.number)} stands here`, place: after.place }],
        };
        continue;
      }
      if (compareNumbers(firstOf(label), first.number) === 0 && compareNumbers(lastOf(label), last.number) === 0) continue;
      const expected = printLabel(rangeOf(first.number, last.number), sign);
      yield { place, steps, reason: `Unexpected label ${printed} of a paragraph, expected ${expected}`, expected };
    }
  },
});
