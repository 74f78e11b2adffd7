import type { Segment } from "./tree.ts";

/** A piece of the source as it stands there. */
export interface Piece {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Spelt {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** What is another character for the eye than for the machine: blanks, hyphens, and what is not to be seen at all. */
const ODD = /[\u00A0\u2007\u202F\u2011\u00AD\u200B\u2060\uFEFF]/u;
const BEGINNING = /^[\s\u00AD\u200B\u2060\uFEFF]+/u;
const EACH_ODD = /[\u00A0\u2007\u202F\u2011]|[\u00AD\u200B\u2060\uFEFF]+/gu;

/** The text with plain blanks and hyphens, without what cannot be seen. */
export function spellPlain(text: string): string {
  return ODD.test(text) ? text.replace(EACH_ODD, plainly) : text;
}

/** A text of its own: one that was cut out of a longer one keeps all of that in memory, and a Word file is read in large pieces. */
export function cutLoose(text: string): string {
  return ` ${text}`.slice(1);
}

/** Pieces put together into one plain text, trimmed, that knows where each part of it stands. */
export function spell(pieces: readonly Piece[]): Spelt {
  let text = "";
  const segments: Segment[] = [];
  const add = (part: string, { line, column, offset }: Piece, skipped: number) => {
    if (part === "") return;
    const last = segments.at(-1);
    // What goes on where the piece before has ended needs no segment of its own.
    const isNext = last !== undefined && last.line === line && offset + skipped - last.offset === text.length - last.at;
    if (!isNext) segments.push({ at: text.length, line, column: column + skipped, offset: offset + skipped });
    text += part;
  };
  for (const piece of pieces) {
    const source = text === "" ? piece.text.replace(BEGINNING, "") : piece.text;
    let from = piece.text.length - source.length;
    if (ODD.test(source)) {
      for (const odd of piece.text.matchAll(EACH_ODD)) {
        if (odd.index < from || plainly(odd[0]) !== "") continue;
        add(spellPlain(piece.text.slice(from, odd.index)), piece, from);
        from = odd.index + odd[0].length;
      }
      add(spellPlain(piece.text.slice(from)), piece, from);
    } else add(source, piece, from);
  }
  return { text: text.trimEnd(), segments };
}

function plainly(odd: string): string {
  return odd === "\u2011" ? "-" : odd === "\u00A0" || odd === "\u2007" || odd === "\u202F" ? " " : "";
}
