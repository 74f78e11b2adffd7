import type { Step } from "../../../model/flow.ts";
import { compareNumbers, follows, nextLetter, nextNumber, printLabel, type StepNumber, stepNumber } from "../../../model/step-label.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noGap = flowRule({
  meta: {
    id: "step/no-gap",
    summary: "The numbers of the steps leave none out",
    severity: "error",
    source: null,
    rationale:
      "A number that is missing is a step that was lost, or one that was forgotten when steps were renumbered. Numbers begin with 0 or 1; letters begin with `a` after the number they belong to.",
  },
  variants: false,
  *check(flow) {
    yield* gaps(flow.steps, null);
    // What a variant adds has letters: they go on where those of the main flow end.
    const lastOfNumber = new Map(flow.steps.map((step) => [printLabel({ ...step.number, letter: "" }), step]));
    for (const { steps } of flow.variants) {
      let last: Step | null = null;
      for (const step of steps) {
        const begins: boolean = last === null || last.number.number !== step.number.number;
        const before: Step | null = begins ? (lastOfNumber.get(printLabel({ ...step.number, letter: "" })) ?? null) : last;
        yield* gaps([step], before);
        last = step;
      }
    }
  },
});

/** @param before the step in front of them; null where they begin */
function* gaps(steps: readonly Step[], before: Step | null): Generator<Finding> {
  let last = before;
  for (const step of steps) {
    if (last === null ? !mayBegin(step.number) : !mayFollow(last.number, step.number)) {
      const expected = printLabel(expectedAfter(last, step.number));
      const related = last === null ? [] : [{ message: `Step ${printLabel(last.number)} stands here`, place: last.place }];
      yield {
        place: step.place,
        steps: [step],
        reason: `Unexpected step ${printLabel(step.number)}, expected step ${expected}`,
        expected,
        related,
      };
    }
    if (last === null || last.number.prefix !== step.number.prefix || compareNumbers(step.number, last.number) > 0) last = step;
  }
}

function mayBegin({ number, letter }: StepNumber): boolean {
  return number <= 1 && letter === "";
}

/** A number that stood before is no gap; it may be a duplicate. */
function mayFollow(last: StepNumber, next: StepNumber): boolean {
  return last.prefix === next.prefix && (follows(last, next) || compareNumbers(next, last) <= 0);
}

function expectedAfter(last: Step | null, found: StepNumber): StepNumber {
  if (last === null) return stepNumber(1, "", found.prefix);
  return found.number === last.number.number ? nextLetter(last.number) : nextNumber(last.number);
}
