import type { Flow, Step } from "../../../model/flow.ts";
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
    if (flow.published !== undefined) {
      yield* publishedGaps(flow);
      return;
    }
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

/** Where numbers are frozen, those that belong to nothing any more are left out, and letters stand where something came in between. */
function* publishedGaps({ steps, published }: Flow): Generator<Finding> {
  const taken = new Set([...steps.map(({ number }) => number), ...(published?.voids ?? [])].map((number) => printLabel(number)));
  let last: Step | null = null;
  for (const step of steps) {
    const from: StepNumber = last === null ? stepNumber(0, "", step.number.prefix) : last.number;
    const expected = nextFree(from, step.number, taken);
    if (last === null ? !mayBegin(step.number) && expected !== null : expected !== null && compareNumbers(step.number, from) > 0) {
      const related = last === null ? [] : [{ message: `Step ${printLabel(last.number)} stands here`, place: last.place }];
      const found = printLabel(expected ?? step.number);
      const reason = `Unexpected step ${printLabel(step.number)}, expected step ${found}, or the number void`;
      yield { place: step.place, steps: [step], reason, expected: found, related };
    }
    if (last === null || compareNumbers(step.number, last.number) > 0) last = step;
  }
}

/** The first number between two that is neither a step's nor void; null where there is none. */
function nextFree(from: StepNumber, to: StepNumber, taken: ReadonlySet<string>): StepNumber | null {
  if (from.prefix !== to.prefix) return null;
  let number = from;
  while (compareNumbers(number, to) < 0) {
    const letter = nextLetter(number);
    // A letter that nobody has taken is missing only where a later one has been.
    if (letter.number === to.number && to.letter !== "" && compareNumbers(letter, to) < 0 && !taken.has(printLabel(letter))) return letter;
    number = taken.has(printLabel(letter)) || (letter.number === to.number && to.letter !== "") ? letter : nextNumber(number);
    if (compareNumbers(number, to) < 0 && !taken.has(printLabel(number))) return number;
  }
  return null;
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
