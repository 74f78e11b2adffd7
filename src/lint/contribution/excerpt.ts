import type { Contribution } from "../../contribution/index.ts";
import type { Paragraph } from "../../document/index.ts";
import type { Excerpt } from "../../model/diagnostic.ts";
import type { Place } from "../../model/place.ts";

/** A line of a terminal has room for so many. */
const WIDTH = 96;

/** The words around a place of a document, cut to a line of a terminal. */
export function excerptsOf({ pieces }: Contribution): (place: Place, quote: string | null) => Excerpt | null {
  const byLine = new Map<number, Paragraph>();
  for (const { paragraph } of pieces) {
    const lines = paragraph.segments.length === 0 ? [paragraph.place.line] : paragraph.segments.map(({ line }) => line);
    for (const line of lines) if (!byLine.has(line)) byLine.set(line, paragraph);
  }
  return (place, quote) => {
    const paragraph = byLine.get(place.line);
    if (paragraph === undefined) return null;
    const label = paragraph.label === null ? "" : `${paragraph.label} `;
    const words = quote ?? "";
    const at = quoteFrom(paragraph.text, offsetOf(paragraph, place), words);
    const isLabel = words !== "" && !paragraph.text.startsWith(words, at) && label.startsWith(words);
    const length = isLabel || paragraph.text.startsWith(words, at) ? words.length : 0;
    return cut(`${label}${paragraph.text}`.replace(/\s/gu, " "), isLabel ? 0 : at + label.length, length);
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

/** Cut at words, where it is too long. */
function cut(text: string, at: number, length: number): Excerpt {
  if (text.length <= WIDTH) return { text, at, length };
  const room = Math.max(WIDTH - length, 24);
  let from = Math.max(0, at - Math.floor(room / 2));
  if (from > 0) from = text.indexOf(" ", from) + 1 || from;
  if (from > at) from = at;
  let to = Math.min(text.length, from + Math.max(WIDTH, at - from + length));
  if (to < text.length && text.lastIndexOf(" ", to) > at + length) to = text.lastIndexOf(" ", to);
  const [head, tail] = [from > 0 ? "… " : "", to < text.length ? " …" : ""];
  return { text: `${head}${text.slice(from, to)}${tail}`, at: at - from + head.length, length: Math.min(length, to - at) };
}
