import type { PrintedLabel, Span } from "./printed-label.ts";

/** `12.`, `3)` and one blank or tab: there are no more of them than that, and each document has the same. */
const known = new Map<string, PrintedLabel>();

/**
 * The label that nearly every step has, a number, a mark and one blank before a capital, without the grammar of labels; null for any
 * other.
 */
export function plainLabel(text: string): PrintedLabel | null {
  let end = 0;
  while (end < 4 && isDigit(text.charCodeAt(end))) end += 1;
  const [mark, gap] = [text.charCodeAt(end), text.charCodeAt(end + 1)];
  if (end === 0 || end > 3 || (mark !== 0x2e && mark !== 0x29) || (gap !== 0x20 && gap !== 0x09)) return null;
  const next = text.charCodeAt(end + 2);
  if (!(next >= 0x41 && next <= 0x5a)) return null;
  const head = text.slice(0, end + 2);
  const found = known.get(head);
  if (found !== undefined) return found;
  const number = text.slice(0, end);
  const label = { text: number, spans: spansOf(Number(number)), end: end + 2, shape: `#${text[end]}`, isBare: false };
  known.set(head, label);
  return label;
}

/** Of one number below 1000: every reference to a step has the same. */
const byNumber: (readonly Span[])[] = [];

function spansOf(number: number): readonly Span[] {
  const unit = { prefix: "", numbers: [number], letter: "", primes: 0 };
  const found = byNumber[number] ?? [{ first: unit, last: unit }];
  byNumber[number] = found;
  return found;
}

/** The spans themselves, or for one plain number those that all share. */
export function sharedSpans(read: readonly Span[]): readonly Span[] {
  const [span] = read;
  if (span === undefined || span.first !== span.last) return read;
  const { prefix, numbers, letter, primes } = span.first;
  const [number] = numbers;
  const isPlain = number !== undefined && numbers.length === 1 && number < 1000 && prefix === "" && letter === "" && primes === 0;
  return isPlain ? spansOf(number) : read;
}

/** A number of up to three digits that nothing follows which could belong to it; null where the grammar has to look. */
export function plainNumber(text: string, at: number): { readonly number: number; readonly end: number } | null {
  let end = at;
  let number = 0;
  while (end < at + 4 && isDigit(text.charCodeAt(end))) {
    number = number * 10 + text.charCodeAt(end) - 0x30;
    end += 1;
  }
  if (end === at || end > at + 3) return null;
  return end === text.length || " \t,;:)~-/".includes(text.charAt(end)) ? { number, end } : null;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
