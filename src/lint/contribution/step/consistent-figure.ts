import { type Arrow, type Drawing, keyOf, printedLabel, type RecoveredFlow, type RecoveredStep } from "../../../contribution/index.ts";
import { firstUnit, lookUp, stepWith } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { mayBeSame } from "../same-name.ts";

/** The numbered arrows of a diagram in the text, compared with the steps. */
export const consistentFigure: ContributionCheck = {
  id: "step/consistent-figure",
  *check({ drawings }, { aliases }) {
    const meant = (name: string) => aliases.find((names) => names.includes(keyOf(name)))?.[0] ?? keyOf(name);
    for (const drawing of drawings) {
      const { flow } = drawing;
      if (flow !== null) yield* compare(drawing, flow, meant);
    }
  },
};

function* compare({ arrows }: Drawing, flow: RecoveredFlow, meant: (name: string) => string): Generator<ContributionFinding> {
  const numbered = arrows.filter(({ number }) => number !== null);
  const shared = numbered.filter((arrow) => stepOf(flow, arrow) !== null);
  // Another numbering altogether.
  if (shared.length * 2 < Math.max(numbered.length, 2)) return;
  const drawn = new Set(numbered.map(({ number }) => number));
  for (const arrow of numbered) {
    const step = stepOf(flow, arrow);
    if (step === null) {
      const unit = printedLabel(`${arrow.number}.`)?.spans[0]?.first;
      if (unit !== undefined && lookUp(flow, unit) === "none")
        yield {
          place: arrow.place,
          flow,
          severity: "warning",
          quote: `${arrow.number} ${arrow.text}`,
          reason: `Unexpected arrow ${arrow.number} of the figure, which no step tells, expected a step ${arrow.number}`,
        };
      continue;
    }
    const swapped = directionOf(step, arrow, meant);
    if (swapped !== null) yield { ...swapped, flow, step };
  }
  if (drawn.size >= flow.steps.length) return;
}

function stepOf(flow: RecoveredFlow, { number }: Arrow): RecoveredStep | null {
  const unit = printedLabel(`${number}.`)?.spans[0]?.first;
  return unit === undefined ? null : stepWith(flow, unit);
}

/** The arrow goes the other way round than the step says. @param meant the key of the participant that a name stands for */
function directionOf(
  step: RecoveredStep,
  arrow: Arrow,
  meant: (name: string) => string,
): Omit<ContributionFinding, "flow" | "step"> | null {
  const [from, to] = [meant(arrow.from), meant(arrow.to)];
  const [act, ...more] = step.acts;
  if (act?.sender == null || act.receiver === null || more.length > 0 || from === to || firstUnit(step).numbers.length > 1) return null;
  const [sender, receiver] = [act.sender.key, act.receiver.key];
  const isSwapped = mayBeSame(sender, to) && mayBeSame(receiver, from) && !mayBeSame(sender, from) && !mayBeSame(receiver, to);
  if (!isSwapped) return null;
  return {
    place: arrow.place,
    severity: "warning",
    quote: `${arrow.from} to ${arrow.to}`,
    reason: `Unexpected arrow ${arrow.number} from ${arrow.from} to ${arrow.to}, expected ${act.sender.text} to ${act.receiver.text}, as step ${step.label.text} says`,
    expected: `${act.sender.text} to ${act.receiver.text}`,
    related: [{ message: `Step ${step.label.text} goes from ${act.sender.text} to ${act.receiver.text}`, place: step.place }],
  };
}
