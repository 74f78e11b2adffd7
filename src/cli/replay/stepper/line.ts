import { cellsIn } from "../../../figure/measure/cells.ts";
import type { Paint } from "../../../report/paint.ts";

/** A piece of a line of the screen. */
export interface Span {
  readonly text: string;
  readonly style?: "bold" | "dim" | "reverse" | "green" | "yellow" | "red";
}

/** One line of the screen. */
export type Line = readonly Span[];

/** A span of visible characters: what comes from a trace may hold anything, and must not steer the terminal. */
export function span(text: string, style?: Span["style"]): Span {
  const seen = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, "·");
  return style === undefined ? { text: seen } : { text: seen, style };
}

export function lengthOf(line: Line): number {
  return line.reduce((sum, { text }) => sum + cellsIn(text), 0);
}

/** Exactly as wide as this: cut with an ellipsis, or filled up. */
export function fitted(line: Line, width: number): Line {
  const length = lengthOf(line);
  if (length <= width) return length === width ? line : [...line, { text: " ".repeat(width - length) }];
  const spans: Span[] = [];
  let left = width;
  for (const each of line) {
    const cells = cellsIn(each.text);
    if (cells < left) {
      spans.push(each);
      left -= cells;
    } else {
      // Something follows, or this is too long.
      spans.push({ ...each, text: cut(each.text, left) });
      break;
    }
  }
  return spans;
}

/** @returns so many cells: the text itself, or its beginning and an ellipsis */
export function cut(text: string, width: number): string {
  if (width <= 0) return "";
  let kept = "";
  let cells = 0;
  for (const character of text) {
    const wide = cellsIn(character);
    if (cells + wide > width - 1) break;
    kept += character;
    cells += wide;
  }
  return `${kept}…${" ".repeat(width - cells - 1)}`;
}

/** As it goes to the terminal. */
export function painted(line: Line, paint: Paint): string {
  return line.map(({ text, style }) => (style === undefined ? text : paint(style, text))).join("");
}
