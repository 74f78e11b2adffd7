import { fault, type ParseFault } from "../message.ts";
import type { Cursor } from "./cursor.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** RFC 3261 §25.1 quoted-string. @returns the text between the quotes without its backslashes. */
export function takeQuoted(cursor: Cursor): string | ParseFault {
  const from = cursor.at;
  const end = endOfQuoted(cursor.text, from);
  if (end < 0) return fault("the quoted string has no end", from, "RFC 3261 §25.1");
  cursor.at = end;
  return unquote(cursor.text.slice(from, end));
}

/** @param at where the opening quote stands. @returns the index after the closing one, or -1. */
export function endOfQuoted(text: string, at: number): number {
  let index = at + 1;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index + 1;
    index += code === BACKSLASH ? 2 : 1;
  }
  return -1;
}

/** A quoted string becomes what it says; anything else stays. */
export function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const inner = text.slice(1, -1);
  return inner.includes("\\") ? inner.replace(/\\(.)/gs, "$1") : inner;
}

/** Line ends cannot be said in a header, quoted or not; they become spaces. Other control characters take a backslash. */
export function quote(text: string): string {
  return `"${text.replace(/[\r\n]+/g, " ").replace(/["\\]|(?![\t\u0080-\u009f])\p{Cc}/gu, "\\$&")}"`;
}
