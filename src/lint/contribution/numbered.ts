import {
  compareUnits,
  mayFollow,
  type Piece,
  plain,
  printUnit,
  type RecoveredFlow,
  type RecoveredStep,
  type Span,
  sameUnit,
  type Unit,
} from "../../contribution/index.ts";

/** What a flow has of a number: the step itself; steps with letters of it, or one without; or nothing. */
export type Found = "step" | "part" | "none";

interface Numbers {
  /** By the unit itself. */
  readonly exact: StepsByUnit;
  /** By the unit without letter and primes. */
  readonly whole: StepsByUnit;
  readonly ranges: readonly { readonly span: Span; readonly step: RecoveredStep }[];
}

/** Most units are plain small numbers. */
interface StepsByUnit {
  readonly plain: RecoveredStep[];
  /** By printed unit in small letters. */
  readonly others: Map<string, RecoveredStep>;
}

function stepAt({ plain, others }: StepsByUnit, unit: Unit): RecoveredStep | undefined {
  const number = plainNumber(unit);
  return number < 0 ? others.get(printUnit(unit).toLowerCase()) : plain[number];
}

/** The first step with the unit counts. */
function addStep(steps: StepsByUnit, unit: Unit, step: RecoveredStep): void {
  const number = plainNumber(unit);
  if (number >= 0) steps.plain[number] ??= step;
  else if (stepAt(steps, unit) === undefined) steps.others.set(printUnit(unit).toLowerCase(), step);
}

const MOST_PLAIN = 1000;

/** The number of a unit that is nothing but one of up to three digits; -1 for any other. */
function plainNumber({ prefix, numbers, letter, primes }: Unit): number {
  const [number = -1] = numbers;
  return prefix === "" && letter === "" && primes === 0 && numbers.length === 1 && number < MOST_PLAIN ? number : -1;
}

const known = new WeakMap<RecoveredFlow, Numbers>();

/** A range longer than that is looked through instead of written out. */
const LONGEST = 60;

function numbersOf(flow: RecoveredFlow): Numbers {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const exact: StepsByUnit = { plain: [], others: new Map() };
  const whole: StepsByUnit = { plain: [], others: new Map() };
  const ranges: { span: Span; step: RecoveredStep }[] = [];
  for (const step of flow.steps) {
    for (const span of step.label.spans) {
      for (const unit of unitsOf(span)) {
        addStep(exact, unit, step);
        addStep(whole, wholeOf(unit), step);
      }
      if (!sameUnit(span.first, span.last)) ranges.push({ span, step });
    }
  }
  const made = { exact, whole, ranges };
  known.set(flow, made);
  return made;
}

function unitsOf({ first, last }: Span): readonly Unit[] {
  if (first === last || sameUnit(first, last)) return [first];
  const [from, to] = [first.numbers.at(-1) ?? 0, last.numbers.at(-1) ?? 0];
  if (from === to || to - from > LONGEST || first.numbers.length !== last.numbers.length) return [first, last];
  const units: Unit[] = [];
  for (let number = from; number <= to; number += 1)
    units.push({ ...first, numbers: [...first.numbers.slice(0, -1), number], letter: number === from ? first.letter : "" });
  if (last.letter !== "") units.push(last);
  return units;
}

/** Without its letter and primes. */
function wholeOf(unit: Unit): Unit {
  return unit.letter === "" && unit.primes === 0 ? unit : plain(unit);
}

/** The step that has this number; for `4`, also the first of `4a`, `4b`. */
export function stepWith(flow: RecoveredFlow, unit: Unit): RecoveredStep | null {
  const { exact, whole, ranges } = numbersOf(flow);
  const found = stepAt(exact, unit) ?? (unit.letter === "" ? stepAt(whole, unit) : undefined);
  if (found !== undefined) return found;
  return ranges.find(({ span }) => compareUnits(span.first, unit) <= 0 && compareUnits(unit, span.last) <= 0)?.step ?? null;
}

/** `part` where the flow has `2` but not `2a`, and no letters of 2 at all: they may stand in the figure. */
export function lookUp(flow: RecoveredFlow, unit: Unit): Found {
  if (stepWith(flow, unit) !== null) return "step";
  if (unit.letter === "" && unit.primes === 0) return "none";
  const { exact, whole } = numbersOf(flow);
  if (stepAt(whole, wholeOf(unit)) === undefined) return "none";
  const hasLetters = ["a", "b"].some((letter) => stepAt(exact, { ...plain(unit), letter }) !== undefined);
  return hasLetters && unit.primes === 0 ? "none" : "part";
}

/** The ends of the spans of a reference. */
export function endsOf(spans: readonly Span[]): readonly Unit[] {
  const [only, ...more] = spans;
  if (only !== undefined && more.length === 0 && only.first === only.last) return [only.first];
  return spans.flatMap(({ first, last }) => (sameUnit(first, last) ? [first] : [first, last]));
}

/** The numbers of the spans one by one. */
export function numbersIn(spans: readonly Span[]): readonly Unit[] {
  const [only, ...more] = spans;
  return only !== undefined && more.length === 0 ? unitsOf(only) : spans.flatMap(unitsOf);
}

export function firstUnit(step: RecoveredStep): Unit {
  return step.label.spans[0]?.first ?? { prefix: "", numbers: [0], letter: "", primes: 0 };
}

export function lastUnit(step: RecoveredStep): Unit {
  return step.label.spans.at(-1)?.last ?? firstUnit(step);
}

/** `steps 1 to 12`. */
export function extentOf(flow: RecoveredFlow): string {
  const [first, last] = [flow.steps[0], flow.steps.at(-1)];
  return first === undefined || last === undefined
    ? "a step"
    : `one of steps ${printUnit(firstUnit(first))} to ${printUnit(lastUnit(last))}`;
}

/** `step 3`, `steps 1, 10, 11 and 12`. */
export function sayUnits(units: readonly Unit[]): string {
  const [last, ...before] = units.map(printUnit).reverse();
  if (before.length === 0) return `step ${last}`;
  return `steps ${before.reverse().join(", ")} and ${last}`;
}

const partly = new WeakMap<RecoveredFlow, boolean>();

/** Whether numbers are left out: what is not told may stand at one of them. */
export function isPartial(flow: RecoveredFlow): boolean {
  const before = partly.get(flow);
  if (before !== undefined) return before;
  const isGap = (step: RecoveredStep, at: number) => {
    const last = flow.steps[at - 1];
    return last !== undefined && compareUnits(firstUnit(step), lastUnit(last)) > 0 && !mayFollow(lastUnit(last), firstUnit(step));
  };
  const made = flow.steps.some(isGap);
  partly.set(flow, made);
  return made;
}

/** Whether text is left out between two pieces: "...", "[unchanged text]". */
export function isElided(pieces: readonly Piece[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) {
    const { text } = pieces[at]?.paragraph ?? { text: "" };
    if (
      /^[\s[(<*_]*(?:\.{3,}|…|(?:text |part )?(?:unchanged|skipped|omitted|snip(?:ped)?)|next (?:change|modification))/iu.test(text) ||
      pieces[at]?.role === "marker"
    )
      return true;
  }
  return false;
}
