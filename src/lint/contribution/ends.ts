import { mayBeSame } from "./same-name.ts";

/** Whether two ends may be one; who is not named may be anybody. */
export function mayMeet(a: string | null, b: string | null): boolean {
  return a === null || b === null || isOne(a, b) || mayBeSame(withoutHyphens(a), withoutHyphens(b));
}

/** `(h-)smf` may be `h-smf`, and `smf`. */
function withoutHyphens(key: string): string {
  return /[-()]/.test(key) ? key.replace(/[()]/g, "").replaceAll("-", " ") : key;
}

/** Whether two ends are one, but for hyphens and blanks. Every message of a flow is held against every other: nothing is made for that. */
export function isOne(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return a !== null && b !== null;
  for (let [at, other] = [0, 0]; ; at += 1, other += 1) {
    while (isGap(a.charCodeAt(at))) at += 1;
    while (isGap(b.charCodeAt(other))) other += 1;
    const isEnd = at >= a.length;
    if (isEnd || other >= b.length) return isEnd && other >= b.length;
    if (a.charCodeAt(at) !== b.charCodeAt(other)) return false;
  }
}

/** A hyphen or a blank: keys have no others. */
function isGap(code: number): boolean {
  return code === 0x2d || code === 0x20;
}
