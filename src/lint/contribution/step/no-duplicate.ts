import { compareUnits, type Piece, printUnit, type RecoveredFlow, type RecoveredStep, sameUnit } from "../../../contribution/index.ts";
import { areSlips } from "../evidence.ts";
import { firstUnit, isElided, lastUnit } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

export const noDuplicate: ContributionCheck = {
  id: "step/no-duplicate",
  *check({ flows, pieces }) {
    for (const flow of flows) {
      const found = [...repeatedIn(flow, pieces)];
      const areNames = !areSlips(found.length, flow);
      for (const each of found) yield areNames ? { ...each, severity: "info" } : each;
    }
  },
};

function* repeatedIn(flow: RecoveredFlow, pieces: readonly Piece[]): Generator<ContributionFinding> {
  const firsts = new Map<string, RecoveredStep>();
  for (const [at, step] of flow.steps.entries()) {
    const isSingle = step.label.spans.length === 1 && sameUnit(firstUnit(step), lastUnit(step));
    const key = isSingle ? printUnit(firstUnit(step)).toLowerCase() : step.label.text;
    const first = firsts.get(key) ?? overlapped(flow, step, at);
    if (first === undefined) firsts.set(key, step);
    else if (!isElided(pieces, first.piece.index, step.piece.index) && !isAlternative(flow, first, step, at))
      yield finding(flow, first, step);
  }
}

function finding(flow: RecoveredFlow, first: RecoveredStep, step: RecoveredStep): ContributionFinding {
  const label = step.label.text;
  return {
    place: step.place,
    flow,
    step,
    quote: label,
    reason: `Unexpected second step ${printUnit(firstUnit(step))}, expected a number of its own`,
    related: [{ message: `Step ${first.label.text} first stands here`, place: first.place }],
  };
}

/** The range before it that ends where this one begins: `6~8` and `8~10`. */
function overlapped({ steps }: RecoveredFlow, step: RecoveredStep, at: number): RecoveredStep | undefined {
  const before = steps[at - 1];
  const isRange = (one: RecoveredStep) => one.label.spans.length === 1 && !sameUnit(firstUnit(one), lastUnit(one));
  return before !== undefined && isRange(before) && isRange(step) && sameUnit(lastUnit(before), firstUnit(step)) ? before : undefined;
}

/** Two ways a flow may go have the same numbers: a whole stretch of them again, or conditions in front. */
function isAlternative({ steps }: RecoveredFlow, first: RecoveredStep, step: RecoveredStep, at: number): boolean {
  if ([first, step].some(isConditional)) return true;
  const begin = steps.indexOf(first);
  if (at - begin < 2) return false;
  const follows = steps[at + 1];
  const second = steps[begin + 1];
  const repeats = follows !== undefined && second !== undefined && sameUnit(firstUnit(follows), firstUnit(second));
  const before = steps[at - 1];
  const [leads, led] = [steps[begin - 1], before];
  const isRepeated = begin > 0 && leads !== undefined && led !== undefined && at - begin > 2 && sameUnit(firstUnit(leads), firstUnit(led));
  if (isRepeated) return true;
  const goesBack = before !== undefined && compareUnits(lastUnit(before), firstUnit(step)) > 0;
  return repeats || (goesBack && begin > 0 && at === steps.length - 1);
}

function isConditional({ passages }: RecoveredStep): boolean {
  const [passage] = passages;
  const text = passage?.paragraph.text.slice(passage.from) ?? "";
  return /^\W*(?:if|otherwise|alternatively|in case|in the case|option|alt(?:ernat(?:e|ive))?|case|when|else|for|conditional|optional)\b/iu.test(
    text,
  );
}
