import type { Flow, Paragraph, Step, Variant } from "../../model/flow.ts";
import {
  compareNumbers,
  nextLetter,
  nextNumber,
  parseLabel,
  printLabel,
  rangeOf,
  type StepNumber,
  stepNumber,
} from "../../model/step-label.ts";
import { describedSteps, renamed } from "../comparison/described-steps.ts";
import { matchSteps } from "../comparison/match-steps.ts";
import type { Pins } from "./pins.ts";

/**
 * The flow with the numbers it was published with: a step that was there keeps its own, one that has come in between takes the next letter, one
 * behind all others the next number, and what is gone leaves its number void. A step that has moved is gone in one place and new in another.
 */
export function keepNumbers(flow: Flow, pins: Pins): Flow {
  if (flow.published === undefined) return flow;
  const pinned = pins.steps.flatMap(({ number, step }) => {
    const label = parseLabel(number);
    return label?.kind === "number" ? [{ number: label, step }] : [];
  });
  const kept = keptIn(flow, pins, pinned);
  const numbers = numbersFor(
    flow,
    kept,
    pinned.map(({ number }) => number),
  );
  const held = new Set([...kept.values()].map((number) => printLabel(number)));
  const voids = pinned.map(({ number }) => number).filter((number) => !held.has(printLabel(number)));
  const steps = flow.steps.map((step) => ({ ...step, number: numbers.get(step.id) ?? step.number }));
  return {
    ...flow,
    published: { version: flow.published.version, voids: voids.sort(compareNumbers) },
    steps,
    paragraphs: relabelled(flow.paragraphs, steps),
    variants: flow.variants.map((variant) => followed(variant, flow.steps, numbers)),
  };
}

interface Pinned {
  readonly number: StepNumber;
  readonly step: Pins["steps"][number]["step"];
}

/** The numbers of the steps that were there, by their ids. */
function keptIn(flow: Flow, { participants }: Pins, pinned: readonly Pinned[]): ReadonlyMap<string, StepNumber> {
  const names = new Map<string, string>();
  for (const [id, name] of Object.entries(participants)) {
    const same = flow.participants.find((one) => one.id === id) ?? flow.participants.find((one) => one.name === name);
    if (same !== undefined) names.set(id, same.id);
  }
  const there = pinned.flatMap(({ number, step }) => (step === null ? [] : [{ number, step: renamed(step, names) }]));
  const pairs = matchSteps(
    there.map(({ step }) => step),
    describedSteps(flow),
  );
  return new Map(
    pairs.flatMap(({ old, now, how }) => {
      const [pin, step] = [there[old], flow.steps[now]];
      return how === "moved" || pin === undefined || step === undefined ? [] : [[step.id, pin.number] as const];
    }),
  );
}

function numbersFor(flow: Flow, kept: ReadonlyMap<string, StepNumber>, pinned: readonly StepNumber[]): ReadonlyMap<string, StepNumber> {
  const taken = new Set(pinned.map((number) => printLabel(number)));
  const numbers = new Map<string, StepNumber>();
  const lastKept = flow.steps.findLastIndex(({ id }) => kept.has(id));
  let last = stepNumber(0, "", flow.numbering.prefix);
  for (const [at, { id }] of flow.steps.entries()) {
    const own = kept.get(id);
    const isBehind = at > lastKept;
    if (isBehind && at === lastKept + 1) last = pinned.reduce((most, one) => (compareNumbers(one, most) > 0 ? one : most), last);
    let number = own ?? (isBehind ? nextNumber(last) : nextLetter(last));
    while (own === undefined && taken.has(printLabel(number))) number = nextLetter(number);
    numbers.set(id, number);
    taken.add(printLabel(number));
    last = number;
  }
  return numbers;
}

function relabelled(paragraphs: readonly Paragraph[], steps: readonly Step[]): readonly Paragraph[] {
  const numberOf = new Map(steps.map(({ id, number }) => [id, number]));
  return paragraphs.map((paragraph) => {
    const [first, last] = [numberOf.get(paragraph.steps[0] ?? ""), numberOf.get(paragraph.steps.at(-1) ?? "")];
    return first === undefined || last === undefined ? paragraph : { ...paragraph, label: rangeOf(first, last) };
  });
}

/** What a variant adds has letters after the number in front of it, whatever that is now. */
function followed(variant: Variant, main: readonly Step[], numbers: ReadonlyMap<string, StepNumber>): Variant {
  const taken = new Set([...numbers.values()].map((number) => printLabel(number)));
  const lasts = new Map<string, StepNumber>();
  const steps = variant.steps.map((step) => {
    const base = main.findLast(({ number }) => number.number === step.number.number && compareNumbers(number, step.number) < 0);
    const key = base?.id ?? "";
    let number = nextLetter(lasts.get(key) ?? numbers.get(key) ?? stepNumber(0, "", step.number.prefix));
    while (taken.has(printLabel(number))) number = nextLetter(number);
    lasts.set(key, number);
    taken.add(printLabel(number));
    return { ...step, number };
  });
  return { ...variant, steps, paragraphs: relabelled(variant.paragraphs, steps) };
}
