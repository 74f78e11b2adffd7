import type { PrintedLabel, Unit } from "./printed-label.ts";

/** `(C)`, with which the steps of a figure are called by letters: nothing but one capital, and brackets around it. */
const LETTERED = /^\(([A-Z])\)[.:]?\s+(?=\p{L}|["“‘`*([])/u;
const CITED = /\(([A-Z])\)(?:(?:\s*,)?\s*(?:and|or|,)?\s*(?=\([A-Z]\)))?/uy;

/** The label of a step that is called by a letter; null where there is none. */
export function letterLabel(text: string): PrintedLabel | null {
  if (text.charCodeAt(0) !== 0x28) return null;
  const found = LETTERED.exec(text);
  const letter = found?.[1] ?? "";
  return found === null ? null : { text: letter, spans: spansOf(letter), end: found[0].length, shape: "(A)", isBare: false };
}

/** `(A), (B) and (C)` from here; null where there is no such letter. */
export function letterSpans(text: string, from: number): { readonly spans: PrintedLabel["spans"]; readonly end: number } | null {
  const spans: PrintedLabel["spans"][number][] = [];
  let end = from;
  CITED.lastIndex = from;
  for (let found = CITED.exec(text); found !== null; found = CITED.exec(text)) {
    spans.push(...spansOf(found[1] ?? ""));
    end = found.index + found[0].length;
  }
  return spans.length === 0 ? null : { spans, end };
}

export function isLetter({ numbers }: Unit): boolean {
  return numbers.length === 0;
}

function spansOf(letter: string): PrintedLabel["spans"] {
  const unit = { prefix: "", numbers: [], letter, primes: 0 };
  return [{ first: unit, last: unit }];
}
