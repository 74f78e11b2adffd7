import type { Flow, Step } from "../../../model/flow.ts";
import { arrivalOf, printInline } from "../../../model/print-prose.ts";
import { elementsOf, messageOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { inlinesOf, type Passage } from "../../passages.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noSelfReference = flowRule({
  meta: {
    id: "reference/no-self-reference",
    summary: "A step does not cite itself as its source",
    severity: "error",
    source: null,
    rationale: "What a step is said to take from itself comes from elsewhere: most often from the step before, whose number moved.",
  },
  *check(flow) {
    for (const { inline, passage } of inlinesOf(flow, "steps")) {
      const cited = new Set(inline.of.flatMap((id) => stepsOf(flow, id)));
      const isOwn = cited.size > 0 && cited.size === passage.steps.length && passage.steps.every((step) => cited.has(step));
      if (isOwn) yield finding(flow, passage, printInline(inline, flow));
    }
    for (const { inline, passage } of inlinesOf(flow, "received")) {
      const [arrival] = arrivalOf(flow, inline.message, inline.by);
      if (arrival === undefined) continue;
      const at = passage.steps.indexOf(arrival);
      // A paragraph over several steps may say what its speaker does in a later one with what came in an earlier one.
      const goesOn = passage.steps.some((step, other) => other > at && step.from === inline.by);
      if (at >= 0 && !goesOn) yield finding(flow, passage, printInline(inline, flow));
    }
    const doers = [...flow.messages, ...elementsOf(flow.body)].filter((one) => one.kind === "message" || one.kind === "action");
    for (const { id, using, place } of doers) {
      if (using.includes(id))
        yield {
          place,
          steps: stepsOf(flow, id),
          reason: `Unexpected use of ${sayWhat(flow, stepsOf(flow, id))} by itself, expected an earlier one`,
        };
    }
  },
});

function finding(flow: Flow, { place, steps }: Passage, quote: string): Finding {
  return { place, steps, quote, reason: `Unexpected reference of ${sayWhat(flow, steps)} to itself, expected an earlier step` };
}

function sayWhat(flow: Flow, steps: readonly Step[]): string {
  const [first] = steps;
  if (first === undefined) return "a step";
  const message = messageOf(flow, first);
  return message === null ? `this ${first.kind}` : called(message);
}
