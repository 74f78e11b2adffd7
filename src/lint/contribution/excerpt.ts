import type { Clause, Contribution, Piece } from "../../contribution/index.ts";
import type { Paragraph } from "../../document/index.ts";
import { cutExcerpt, type Excerpt } from "../../model/excerpt.ts";
import type { Place } from "../../model/place.ts";

/** A line on paper and in a pipe; a terminal that is narrower cuts it again. */
const WIDTH = 100;

/** What stands around a place of a document: the words, cut to a line of a terminal, and the clause. */
export interface Surroundings {
  excerpt(place: Place, quote: string | null): Excerpt | null;
  /** Null in front of the first. */
  clause(place: Place): Clause | null;
}

export function surroundingsIn({ pieces, clauses }: Contribution): Surroundings {
  const byLine = new Map<number, Piece>();
  for (const piece of pieces) {
    const { segments, place } = piece.paragraph;
    const lines = segments.length === 0 ? [place.line] : segments.map(({ line }) => line);
    for (const line of lines) if (!byLine.has(line)) byLine.set(line, piece);
  }
  return {
    excerpt: (place, quote) => excerptOf(byLine.get(place.line)?.paragraph, place, quote),
    clause: ({ line }) => clauses[byLine.get(line)?.clause ?? -1] ?? null,
  };
}

function excerptOf(paragraph: Paragraph | undefined, place: Place, quote: string | null): Excerpt | null {
  if (paragraph === undefined) return null;
  const label = paragraph.label === null ? "" : `${paragraph.label} `;
  const words = quote ?? "";
  const at = quoteFrom(paragraph.text, offsetOf(paragraph, place), words);
  const isLabel = words !== "" && !paragraph.text.startsWith(words, at) && label.startsWith(words);
  const length = isLabel || paragraph.text.startsWith(words, at) ? words.length : 0;
  const text = `${label}${paragraph.text}`.replace(/\s/gu, " ");
  return cutExcerpt({ text, at: isLabel ? 0 : at + label.length, length }, WIDTH);
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
