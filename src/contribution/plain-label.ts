import type { PrintedLabel } from "./printed-label.ts";

/** `12.`, `3)` and one blank or tab: there are no more of them than that, and each document has the same. */
const known = new Map<string, PrintedLabel>();

/**
 * The label that nearly every step has, a number, a mark and one blank before a capital, without the grammar of labels; null for any
 * other, and where `And`, `Or` or `To` could go on with it.
 */
export function plainLabel(text: string): PrintedLabel | null {
  let end = 0;
  while (end < 4 && isDigit(text.charCodeAt(end))) end += 1;
  const [mark, gap] = [text.charCodeAt(end), text.charCodeAt(end + 1)];
  if (end === 0 || end > 3 || (mark !== 0x2e && mark !== 0x29) || (gap !== 0x20 && gap !== 0x09)) return null;
  const next = text.charCodeAt(end + 2);
  if (!(next >= 0x42 && next <= 0x5a) || next === 0x4f || next === 0x54) return null;
  const head = text.slice(0, end + 2);
  const found = known.get(head);
  if (found !== undefined) return found;
  const number = text.slice(0, end);
  const unit = { prefix: "", numbers: [Number(number)], letter: "", primes: 0 };
  const label = { text: number, spans: [{ first: unit, last: unit }], end: end + 2, shape: `#${text[end]}`, isBare: false };
  known.set(head, label);
  return label;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
