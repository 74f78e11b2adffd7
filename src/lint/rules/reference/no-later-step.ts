import type { Step } from "../../../model/flow.ts";
import { arrivalOf, printInline } from "../../../model/print-prose.ts";
import { printLabel } from "../../../model/step-label.ts";
import { stepsOf } from "../../../model/walk.ts";
import { type InlineOf, inlinesOf, type Passage } from "../../passages.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noLaterStep = flowRule({
  meta: {
    id: "reference/no-later-step",
    summary: "A step cites only what has happened when it happens",
    severity: "error",
    source: null,
    rationale:
      "A step that takes something from a later one cannot be carried out. Notes and the introduction may look ahead: they describe the flow, not a step of it.",
  },
  *check(flow) {
    const order = new Map(flow.steps.map((step, at) => [step, at]));
    const place = (step: Step) => order.get(step) ?? -1;
    const laterOf = (passage: Passage, cited: readonly Step[]): Step | undefined => {
      if (passage.steps.length === 0) return undefined;
      const own = passage.steps.reduce((last, step) => Math.max(last, place(step)), -1);
      return cited.find((step) => place(step) > own);
    };
    const finding = (passage: Passage, inline: InlineOf<"steps" | "received">, later: Step): Finding => ({
      place: passage.place,
      steps: passage.steps,
      quote: printInline(inline, flow),
      reason: `Unexpected reference to step ${printLabel(later.number)}, which comes later, expected an earlier step`,
      related: [{ message: `Step ${printLabel(later.number)} stands here`, place: later.place }],
    });
    for (const { inline, passage } of inlinesOf(flow, "steps")) {
      const later = laterOf(
        passage,
        inline.of.flatMap((id) => stepsOf(flow, id)),
      );
      if (later !== undefined) yield finding(passage, inline, later);
    }
    for (const { inline, passage } of inlinesOf(flow, "received")) {
      const later = laterOf(passage, arrivalOf(flow, inline.message, inline.by));
      if (later !== undefined) yield finding(passage, inline, later);
    }
  },
});
