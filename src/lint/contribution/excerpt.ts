import type { Clause, Contribution, Piece } from "../../contribution/index.ts";
import { type Paragraph, placeAt } from "../../document/index.ts";
import type { LineEnd } from "../../model/diagnostic.ts";
import { cutExcerpt, type Excerpt } from "../../model/excerpt.ts";
import type { Place } from "../../model/place.ts";

/** A line on paper and in a pipe; a terminal that is narrower cuts it again. */
const WIDTH = 100;

/** What a person sees at a place of a document. */
export interface Surroundings {
  /** The words around it, cut to a line of a terminal. */
  readonly excerpt: Excerpt;
  /** Null in front of the first. */
  readonly clause: Clause | null;
  /** Behind the last of the words that are meant; null where they do not stand there as they are quoted, and in Word, which has no lines. */
  readonly end: LineEnd | null;
}

export function surroundingsIn({ pieces, clauses }: Contribution): (place: Place, quote: string | null) => Surroundings | null {
  // The cells of a row stand on one line.
  const byLine = new Map<number, { readonly column: number; readonly piece: Piece }[]>();
  for (const piece of pieces) {
    const { segments, place } = piece.paragraph;
    for (const { line, column } of segments.length === 0 ? [place] : segments) {
      const same = byLine.get(line);
      if (same === undefined) byLine.set(line, [{ column, piece }]);
      else if (same.at(-1)?.piece !== piece) same.push({ column, piece });
    }
  }
  return (place, quote) => {
    const here = byLine.get(place.line);
    const piece = (here?.findLast(({ column }) => column <= place.column) ?? here?.[0])?.piece;
    return piece === undefined ? null : { ...wordsAt(piece.paragraph, place, quote ?? ""), clause: clauses[piece.clause] ?? null };
  };
}

function wordsAt(paragraph: Paragraph, place: Place, words: string): Pick<Surroundings, "excerpt" | "end"> {
  const label = paragraph.label === null ? "" : `${paragraph.label} `;
  const at = quoteFrom(paragraph.text, offsetOf(paragraph, place), words);
  const isThere = paragraph.text.startsWith(words, at);
  const isLabel = words !== "" && !isThere && label.startsWith(words);
  const length = isLabel || isThere ? words.length : 0;
  const text = `${label}${paragraph.text}`.replace(/\s/gu, " ");
  const last = isThere && length > 0 && paragraph.place.wordParagraph === null ? placeAt(paragraph, at + length - 1) : null;
  return {
    excerpt: cutExcerpt({ text, at: isLabel ? 0 : at + label.length, length }, WIDTH),
    end: last === null ? null : { line: last.line, column: last.column + 1 },
  };
}

/** A bracket, "Figure 3: " or "Step " may stand in front of what is quoted. */
const IN_FRONT = 16;

function quoteFrom(text: string, at: number, quote: string): number {
  const found = quote === "" ? -1 : text.slice(0, at + IN_FRONT + quote.length).indexOf(quote, at);
  return found < 0 ? at : found;
}

function offsetOf({ place, segments, text }: Paragraph, { line, column }: Place): number {
  const segment = segments.findLast((each) => each.line === line && each.column <= column);
  const at = segment === undefined ? column - place.column : segment.at + column - segment.column;
  return Math.min(Math.max(at, 0), text.length);
}
