import type { Paragraph } from "../../../model/flow.ts";
import { printLabel } from "../../../model/step-label.ts";
import { flowRule } from "../../rule.ts";

export const requireParagraph = flowRule({
  meta: {
    id: "step/require-paragraph",
    summary: "Each step stands in one paragraph",
    severity: "error",
    source: null,
    rationale:
      "A number of the figure that no paragraph describes is left to the reader's guess; one that two describe may get two meanings.",
  },
  *check(flow) {
    const paragraphs = new Map<string, Paragraph>();
    const named = new Map(flow.steps.map((step) => [step.id, step]));
    for (const paragraph of flow.paragraphs) {
      for (const id of paragraph.steps) {
        const first = paragraphs.get(id);
        const step = named.get(id);
        if (first === undefined) paragraphs.set(id, paragraph);
        else if (step !== undefined) {
          const related = [{ message: `Paragraph ${printLabel(first.label, flow.numbering.sign)} stands here`, place: first.place }];
          yield {
            place: paragraph.place,
            steps: [step],
            reason: `Unexpected second paragraph over step ${printLabel(step.number)}, expected one`,
            related,
          };
        }
      }
    }
    for (const step of flow.steps) {
      if (paragraphs.has(step.id)) continue;
      yield {
        place: step.place,
        steps: [step],
        reason: `Unexpected step ${printLabel(step.number)} without a paragraph, expected one that describes it`,
      };
    }
  },
});
