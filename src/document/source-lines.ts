import type { Piece } from "./spell.ts";
import type { TextLine } from "./text-lines.ts";

/** Lines of a source, put together to a text of their own: its lines are counted from 1, and its offsets from 0. */
export interface SourceLines {
  readonly text: string;
  /** With their numbers and offsets in the source. */
  readonly lines: readonly TextLine[];
  /** Where each of them begins in the text. */
  readonly starts: readonly number[];
  /** Of each line, how many empty ones stand before it in the source. */
  readonly blanksBefore: readonly number[];
}

/** Of each line, how many empty ones stand before it. */
export function blanksBefore(lines: readonly TextLine[]): readonly number[] {
  const before: number[] = [];
  let blanks = 0;
  for (const { text } of lines) {
    before.push(blanks);
    blanks = text.trim() === "" ? blanks + 1 : 0;
  }
  return before;
}

/** @param blanks of each of the lines, how many empty ones stand before it */
export function sourceOf(lines: readonly TextLine[], blanks: readonly number[]): SourceLines {
  const starts: number[] = [];
  let at = 0;
  for (const { text } of lines) {
    starts.push(at);
    at += text.length + 1;
  }
  return { text: lines.map(({ text }) => text).join("\n"), lines, starts, blanksBefore: blanks };
}

const nowhere: TextLine = { text: "", line: 1, offset: 0 };

/** @param line of the text, from 1 */
export function lineAt({ lines }: SourceLines, line: number): TextLine {
  return lines[line - 1] ?? lines.at(-1) ?? nowhere;
}

/** @param offset in the text */
export function placeOfOffset({ lines, starts }: SourceLines, offset: number): { readonly line: number; readonly column: number } {
  const index = indexOfOffset(starts, offset);
  return { line: (lines[index] ?? nowhere).line, column: offset - (starts[index] ?? 0) + 1 };
}

function indexOfOffset(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** A range of the text as the pieces of its lines, without the line ends. */
export function piecesBetween({ lines, starts }: SourceLines, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = indexOfOffset(starts, from); index < lines.length; index += 1) {
    const { text, line, offset } = lines[index] ?? nowhere;
    const start = starts[index] ?? 0;
    if (start >= to) break;
    const begin = Math.max(0, from - start);
    pieces.push({ text: text.slice(begin, to - start), line, column: begin + 1, offset: offset + begin });
  }
  return pieces;
}
