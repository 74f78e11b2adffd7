import {
  type Act,
  type Arrow,
  type Drawing,
  keyOf,
  type Mention,
  printedLabel,
  type RecoveredFlow,
  type RecoveredStep,
} from "../../../contribution/index.ts";
import { firstUnit, lookUp, stepWith } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";
import { mayBeSame } from "../same-name.ts";

/** The numbered arrows of a diagram in the text, compared with the steps. */
export const consistentFigure: ContributionCheck = {
  id: "step/consistent-figure",
  *check({ drawings }, { aliases }) {
    const meant = (name: string) => {
      // `Shop_Server`: a name without quotes has no blanks.
      const key = keyOf(name.replaceAll("_", " "));
      return aliases.find((names) => names.includes(key))?.[0] ?? key;
    };
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
  yield* theOneThatDiffers(flow, arrows, numbered, meant);
}

/** So many arrows that are as their steps say show that they are meant to be. */
const FEWEST = 3;

interface Pair {
  readonly arrow: Arrow;
  readonly step: RecoveredStep;
  readonly act: Act & { readonly sender: Mention; readonly receiver: Mention };
}

/** The only arrow of a figure with other ends, or another message, than its step. */
function* theOneThatDiffers(
  flow: RecoveredFlow,
  arrows: readonly Arrow[],
  numbered: readonly Arrow[],
  meant: (name: string) => string,
): Generator<ContributionFinding> {
  const pairs = numbered.flatMap((arrow): readonly Pair[] => {
    const step = stepOf(flow, arrow);
    const [act, ...more] = step?.acts ?? [];
    if (step === null || act?.sender == null || act.receiver === null || act.via.length > 0 || more.length > 0) return [];
    return [{ arrow, step, act: { ...act, sender: act.sender, receiver: act.receiver } }];
  });
  const drawn = new Set(arrows.flatMap(({ from, to }) => [meant(from), meant(to)]));
  const isAt = (name: string, mention: Mention) => mayBeSame(meant(name), mention.key);
  const isDrawn = ({ key }: Mention) => [...drawn].some((name) => mayBeSame(name, key));
  const other = pairs.filter(({ arrow, act }) => !isAt(arrow.from, act.sender) || !isAt(arrow.to, act.receiver));
  const [odd, ...others] = other;
  if (odd !== undefined && others.length === 0 && pairs.length > FEWEST && isDrawn(odd.act.sender) && isDrawn(odd.act.receiver)) {
    const { arrow, act } = odd;
    // The other way round is told already.
    if (!(isAt(arrow.from, act.receiver) && isAt(arrow.to, act.sender))) yield { ...wrongEnds(odd), flow };
  }
  const wordless = pairs.filter(({ arrow, step }) => !sharesWords(arrow.text, step));
  const [strange, ...more] = wordless;
  if (strange !== undefined && more.length === 0 && pairs.length > FEWEST && strange !== odd) yield { ...wrongMessage(strange), flow };
}

function wrongEnds({ arrow, step, act: { sender, receiver } }: Pair): ContributionFinding {
  return {
    place: arrow.place,
    step,
    severity: "warning",
    quote: `${arrow.from} to ${arrow.to}`,
    reason: `Unexpected arrow ${arrow.number} from ${arrow.from} to ${arrow.to}, expected ${sender.text} to ${receiver.text}, as step ${step.label.text} says`,
    expected: `${sender.text} to ${receiver.text}`,
    related: [{ message: `Step ${step.label.text} goes from ${sender.text} to ${receiver.text}`, place: step.place }],
  };
}

function wrongMessage({ arrow, step, act }: Pair): ContributionFinding {
  const name = act.message?.text ?? `what step ${step.label.text} says`;
  return {
    place: arrow.place,
    step,
    severity: "warning",
    quote: arrow.text,
    reason: `Unexpected "${arrow.text}" at arrow ${arrow.number}, expected ${name}, as all other arrows are called in their steps`,
    expected: name,
    related: [{ message: `Step ${step.label.text} stands here`, place: step.place }],
  };
}

/** Whether a step has any word of what an arrow is called; an arrow without words says nothing. */
function sharesWords(text: string, { passages }: RecoveredStep): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const said = passages.map(({ paragraph, from }) => paragraph.text.slice(from).toLowerCase()).join(" ");
  return words.length === 0 || words.some((word) => said.includes(word.length > 5 ? word.slice(0, word.length - 2) : word));
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
