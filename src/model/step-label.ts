/**
 * The labels of numbered steps, parsed and printed here and nowhere else: `3`, `4a`, `F1`, and the ranges `3~5`, `6-7`, `3 to 5`.
 *
 *     label  = number [ between number ]
 *     number = prefix digits letters        prefix = upper-case letters, letters = lower-case letters
 */
export interface StepNumber {
  readonly kind: "number";
  /** "" or upper-case letters, as the `F` of `F1`. */
  readonly prefix: string;
  /** From 0. */
  readonly number: number;
  /** "" or lower-case letters: a step inserted after `number`. */
  readonly letter: string;
}

export interface StepRange {
  readonly kind: "range";
  readonly first: StepNumber;
  readonly last: StepNumber;
}

export type StepLabel = StepNumber | StepRange;

/** What stands between the ends of a range. */
export const rangeSigns = ["~", "-", "to"] as const;
export type RangeSign = (typeof rangeSigns)[number];

const LABEL = /^([A-Z]*)(\d+)([a-z]*)(?:(?:\s*[~\-\u2010-\u2015]\s*|\s+to\s+)([A-Z]*)(\d+)([a-z]*))?$/u;

export function stepNumber(number: number, letter = "", prefix = ""): StepNumber {
  return { kind: "number", prefix, number, letter };
}

/** The label from `first` to `last`: a single number where both are the same. */
export function rangeOf(first: StepNumber, last: StepNumber): StepLabel {
  return compareNumbers(first, last) === 0 ? first : { kind: "range", first, last };
}

/** @returns null where `text` is no label */
export function parseLabel(text: string): StepLabel | null {
  const found = LABEL.exec(text.trim());
  if (found === null) return null;
  const first = stepNumber(Number(found[2]), found[3], found[1]);
  return found[5] === undefined ? first : { kind: "range", first, last: stepNumber(Number(found[5]), found[6], found[4]) };
}

/** @param sign what stands between the ends of a range */
export function printLabel(label: StepLabel, sign: RangeSign = "-"): string {
  if (label.kind === "number") return `${label.prefix}${label.number}${label.letter}`;
  const between = sign === "to" ? " to " : sign;
  return `${printLabel(label.first)}${between}${printLabel(label.last)}`;
}

/** The first number of a label: itself, or the beginning of its range. */
export function firstOf(label: StepLabel): StepNumber {
  return label.kind === "number" ? label : label.first;
}

/** The last number of a label: itself, or the end of its range. */
export function lastOf(label: StepLabel): StepNumber {
  return label.kind === "number" ? label : label.last;
}

/** Below 0 where `a` stands before `b`; `4` before `4a` before `4b` before `4aa` before `5`. */
export function compareNumbers(a: StepNumber, b: StepNumber): number {
  if (a.prefix !== b.prefix) return a.prefix < b.prefix ? -1 : 1;
  if (a.number !== b.number) return a.number - b.number;
  if (a.letter.length !== b.letter.length) return a.letter.length - b.letter.length;
  return a.letter === b.letter ? 0 : a.letter < b.letter ? -1 : 1;
}

/** The number printed after `label`: `4` → `5`, `4a` → `5`. */
export function nextNumber(label: StepNumber): StepNumber {
  return stepNumber(label.number + 1, "", label.prefix);
}

/** The label of a step inserted after `label`: `4` → `4a`, `4a` → `4b`, `4z` → `4aa`. */
export function nextLetter(label: StepNumber): StepNumber {
  return stepNumber(label.number, letterAfter(label.letter), label.prefix);
}

/** Whether `next` may follow `label` without a gap: the next number, or the next letter of the same one. */
export function follows(label: StepNumber, next: StepNumber): boolean {
  return compareNumbers(nextNumber(label), next) === 0 || compareNumbers(nextLetter(label), next) === 0;
}

/** "" → "a", "a" → "b", "z" → "aa". */
export function letterAfter(letter: string): string {
  if (letter === "") return "a";
  const last = letter.charCodeAt(letter.length - 1);
  if (last < 0x7a) return letter.slice(0, -1) + String.fromCharCode(last + 1);
  return `${letterAfter(letter.slice(0, -1))}a`;
}
