import { isLetter, letterLabel } from "./letter-label.ts";
import { plainLabel, plainNumber, sharedSpans } from "./plain-label.ts";

/**
 * Step labels as documents print them: `3.` `3)` `(3)` `3` `Step 3:` `3-5.` `3~5` `3 to 5.` `9/10.` `4/4a/5/5a.` `14a-c.` `17.and 19.`
 * `9'-10'.` `12bIn` `3(A)` `4.1.1.2.4` `0.` `F1` `15) -16)` `Step [3-4]` `(C)`.
 *
 *     label = [ "Step" ] unit { between unit } end      unit = [ prefix ] number { "." number } [ letter ] [ prime ]
 */
export interface Unit {
  /** "" or one or two upper-case letters, as the `F` of `F1`. */
  readonly prefix: string;
  /** One number; more for `4.1.2`; none for the step `(C)`, which has only a letter. */
  readonly numbers: readonly number[];
  /** As printed without brackets: `a`, `A`; "" where there is none. */
  readonly letter: string;
  /** How many `'` follow. */
  readonly primes: number;
}

export interface Span {
  readonly first: Unit;
  readonly last: Unit;
}

export interface PrintedLabel {
  /** Without what ends it: `3~5`, `4/4a`. */
  readonly text: string;
  readonly spans: readonly Span[];
  /** What stands around the number, for telling one list from another: `#.`, `#)`, `(#)`, `#`, `Step #`. */
  readonly shape: string;
  /** Whether it is a number and a blank, which could begin a sentence as well. */
  readonly isBare: boolean;
  /** Where the text behind it begins. */
  readonly end: number;
}

const UNIT =
  /([A-Z]{1,2}(?=\d))?(\d{1,3}(?:\.\d{1,3}){0,5})(?!\d)(?:([a-z]{1,2}|[A-Z](?!-))(?![a-zA-Z0-9_])|\.([a-zA-Z])(?=[.:)]?(?:\s|$))|([a-z])(?=[A-Z][a-z ])|\(([A-Za-z])\)|(?![a-zA-Z_]))(['’′´]{0,2})/uy;
const BETWEEN = /(?:\s{0,3}(?:[.)]\s{0,3})?(?:([-–—‑~]|…)|([/&+]|(?:,\s{0,3})?(?:and|or)\b|,)|(\bto\b))\s{0,3}\(?)/uy;
const LETTER = /([a-zA-Z])(?![a-zA-Z])/uy;
const STEP = /steps?[\s.]{0,3}(?:no\.?\s{0,3})?[-#]?\s{0,3}(?=[([]?[A-Z]{0,2}\d)/iuy;

const OPENED = /[([]/uy;
/** What a label may begin with: `Step`, a bracket, a capital or a number. */
const BEGINNING = /^[sS([A-Z\d]/;

/** The label a text begins with; null where it begins with none. */
export function printedLabel(text: string): PrintedLabel | null {
  const known = plainLabel(text);
  if (known !== null) return known;
  if (!BEGINNING.test(text)) return null;
  const stepWord = match(STEP, text, 0);
  const opened = match(OPENED, text, stepWord?.[0].length ?? 0);
  // `[3]` is a reference to literature, `Step [3]` none.
  if (opened?.[0] === "[" && stepWord === null) return null;
  const from = (stepWord?.[0].length ?? 0) + (opened === null ? 0 : 1);
  const read = readSpans(text, from);
  if (read === null) return stepWord === null ? letterLabel(text) : null;
  const { spans } = read;
  const same = opened === null ? (match(/\(=[A-Z]{0,2}\d{1,3}\)/uy, text, read.end)?.[0] ?? "") : "";
  const end = read.end + same.length;
  const inner = text.slice(from, read.end);
  const closing = match(opened === null ? /\s?[.:)](?!\d)\)?|\s?[–—-](?=\s)/uy : /[)\]][.:]?/uy, text, end);
  if (opened !== null && closing === null) return null;
  const mark = closing?.[0].trim() ?? "";
  const stop = end + (closing?.[0].length ?? 0);
  const gap = match(/\s*/uy, text, stop)?.[0] ?? "";
  const rest = stop + gap.length;
  const label = { text: inner, spans, end: rest };
  if (stepWord !== null) {
    if (mark === "" && rest < text.length && !/^[A-Z"“‘[(]/u.test(text.slice(rest))) return null;
    return { ...label, shape: "Step #", isBare: false };
  }
  if (mark !== "") {
    // `3.b.2` has levels that nobody can follow.
    if (gap === "" && /^[a-z][.)]\w/u.test(text.slice(rest))) return null;
    // `1.5 MHz` and `3:1` are no labels, nor is a sentence that begins with `3 - …` in lower case.
    if (gap === "" && rest < text.length && !/^[\p{L}"“‘[(<]/u.test(text.slice(rest))) return null;
    return { ...label, shape: opened === null ? `#${mark[0]}` : "(#)", isBare: false };
  }
  if (rest >= text.length || gap.includes("\t")) return { ...label, shape: "#", isBare: true };
  if (gap === "")
    return /\p{Lu}\p{Ll}/u.test(text.slice(rest, rest + 2)) && /[a-z]$/u.test(inner) ? { ...label, shape: "#", isBare: true } : null;
  const [first] = spans;
  if (first?.first.prefix !== "") {
    // `UA2 is configured` is a sentence about it, `F2 INVITE Alice -> Bob` a step.
    return /^(?:is|are|was|has|have|does|will|shall|should|may|can|must|and|or|of|to|in)\b/u.test(text.slice(rest))
      ? null
      : { ...label, shape: "#", isBare: true };
  }
  if ((first.first.numbers[0] ?? 0) >= 100) return null;
  // `2 200 (OK) Alice -> Bob` is the second step of a ladder.
  return /^(?:[\p{Lu}"“‘[(<]|[1-6]\d\d\b.{1,80}(?:->|→))/u.test(text.slice(rest)) ? { ...label, shape: "#", isBare: true } : null;
}

/** Units and what is between them, from here: `1, 10, 11 and 12`, `3 to 5`. */
export function readSpans(text: string, from: number): { readonly spans: readonly Span[]; readonly end: number } | null {
  const head = readUnit(text, from);
  if (head === null) return null;
  const spans: Span[] = [{ first: head.unit, last: head.unit }];
  let { end } = head;
  let last = head.unit;
  for (;;) {
    const between = match(BETWEEN, text, end);
    if (between === null) break;
    const isRange = between[1] !== undefined || between[3] !== undefined;
    const at = end + between[0].length;
    const next = readUnit(text, at) ?? (isRange || between[2] === "/" ? readLetter(text, at, last) : null);
    if (next === null || (next.unit.prefix !== last.prefix && next.unit.prefix !== "")) break;
    const unit = next.unit.prefix === "" ? { ...next.unit, prefix: last.prefix } : next.unit;
    const before = spans.at(-1);
    if (isRange && before !== undefined && before.first === before.last) spans[spans.length - 1] = { first: before.first, last: unit };
    else spans.push({ first: unit, last: unit });
    last = unit;
    ({ end } = next);
  }
  return { spans: spans.length === 1 ? sharedSpans(spans) : spans, end };
}

function readUnit(text: string, at: number): { readonly unit: Unit; readonly end: number } | null {
  const plain = plainNumber(text, at);
  if (plain !== null) return { unit: { prefix: "", numbers: [plain.number], letter: "", primes: 0 }, end: plain.end };
  const found = match(UNIT, text, at);
  if (found === null) return null;
  const [all, prefix = "", numbers = "", letter, dotted, glued, bracketed, primes = ""] = found;
  // `3rd`, `5G` and `2nd` are words.
  if (letter !== undefined && letter.length === 2 && letter[0] !== letter[1]) return null;
  const unit = {
    prefix,
    numbers: numbers.split(".").map(Number),
    letter: letter ?? dotted ?? glued ?? bracketed ?? "",
    primes: primes.length,
  };
  return { unit, end: at + all.length };
}

/** The `c` of `14a-c`. */
function readLetter(text: string, at: number, before: Unit): { readonly unit: Unit; readonly end: number } | null {
  const found = before.letter === "" ? null : match(LETTER, text, at);
  return found === null ? null : { unit: { ...before, letter: found[0] }, end: at + 1 };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function printUnit({ prefix, numbers, letter, primes }: Unit): string {
  return `${prefix}${numbers.join(".")}${letter}${"'".repeat(primes)}`;
}

/** Below 0 where `a` stands before `b`; `4` before `4a` before `4b` before `4.1` before `5`. */
export function compareUnits(a: Unit, b: Unit): number {
  if (a.prefix !== b.prefix) return a.prefix < b.prefix ? -1 : 1;
  for (let at = 0; at < Math.max(a.numbers.length, b.numbers.length); at += 1) {
    const [one, other] = [a.numbers[at], b.numbers[at]];
    if (one === undefined || other === undefined) return one === other ? 0 : one === undefined ? -1 : 1;
    if (one !== other) return one - other;
  }
  const [x, y] = [a.letter.toLowerCase(), b.letter.toLowerCase()];
  if (x.length !== y.length) return x.length - y.length;
  return x === y ? a.primes - b.primes : x < y ? -1 : 1;
}

export function sameUnit(a: Unit, b: Unit): boolean {
  return compareUnits(a, b) === 0;
}

/** The unit without its letter and primes: `4a` → `4`. */
export function plain(unit: Unit): Unit {
  return { ...unit, letter: "", primes: 0 };
}

/** How many whole numbers the spans hold: 3 for `3~5`. */
export function countOf(spans: readonly Span[]): number {
  let count = 0;
  for (const { first, last } of spans) {
    if (first.letter !== "" || last.letter !== "" || first.numbers.length > 1) count += 1;
    else count += Math.max(1, (last.numbers[0] ?? 0) - (first.numbers[0] ?? 0) + 1);
  }
  return count;
}

/** Whether `next` may stand right after `last`, nothing left out. */
export function mayFollow(last: Unit, next: Unit): boolean {
  if (last.prefix !== next.prefix || isLetter(last) !== isLetter(next)) return false;
  const depth = last.numbers.length;
  const [a, b] = [last.numbers.at(-1) ?? 0, next.numbers.at(-1) ?? 0];
  const shares = (count: number) => last.numbers.slice(0, count).every((number, at) => number === next.numbers[at]);
  if (next.numbers.length === depth && shares(depth - 1)) {
    // `5b`, `6b`: another way for some of the steps.
    if (b === a + 1) return next.letter === "" || isFirstLetter(next.letter) || next.letter === last.letter;
    if (b !== a) return false;
    if (next.primes !== last.primes) return true;
    return letterRank(next.letter) === letterRank(last.letter) + 1;
  }
  // One deeper: `4` → `4.1`; or back up: `4.2.1` → `4.3`, `4.3` → `5`.
  if (next.numbers.length === depth + 1) return shares(depth) && b <= 1;
  const level = next.numbers.length - 1;
  return next.numbers.length < depth && shares(level) && next.numbers[level] === (last.numbers[level] ?? 0) + 1;
}

/** Whether a list may begin with it. */
export function mayBegin({ numbers, letter }: Unit): boolean {
  return (numbers.length > 0 || letter !== "") && (numbers.at(-1) ?? 0) <= 1 && (letter === "" || isFirstLetter(letter));
}

function isFirstLetter(letter: string): boolean {
  return letter.toLowerCase() === "a" || letter.toLowerCase() === "aa";
}

/** 0 for none, 1 for `a`, 27 for `aa`. */
function letterRank(letter: string): number {
  return [...letter.toLowerCase()].reduce((rank, one) => rank * 26 + one.charCodeAt(0) - 0x60, 0);
}

/** The unit that should have come after `last`, given what came. */
export function expectedAfter(last: Unit, found: Unit): Unit {
  const numbers = last.numbers.slice();
  if (found.letter !== "" && found.numbers.at(-1) === numbers.at(-1))
    return { ...last, letter: nextLetter(last.letter, found.letter), primes: 0 };
  numbers[numbers.length - 1] = (numbers.at(-1) ?? 0) + 1;
  return { ...last, numbers, letter: "", primes: 0 };
}

function nextLetter(letter: string, like: string): string {
  const first = like === like.toUpperCase() ? "A" : "a";
  return letter === "" ? first : String.fromCharCode(letter.charCodeAt(0) + 1);
}
