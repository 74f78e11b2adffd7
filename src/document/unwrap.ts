import { indentationOf } from "./text-lines.ts";

/** Shorter than that nobody wraps, and longer neither. */
const NARROWEST = 40;
const WIDEST = 140;
/** Lines that go on, before a width is believed. */
const FEWEST_LINES = 3;
/** So many lines that go on, and one in so many, show a width too where most lines are those of messages or code. */
const MANY_LINES = 40;
const FEW_IN = 5;
/** The farthest a line hangs below its number. */
const WIDEST_HANG = 10;

/**
 * The column at which somebody's editor has wrapped a text, or null where each line stands for itself: the width for which most lines
 * end exactly where the first word of the next did not fit any more.
 *
 * @param groups lines that follow each other without an empty one, with their indentation
 */
export function wrapWidth(groups: Iterable<readonly string[]>): number | null {
  // Of each width, how many lines fit it: rises where a line ends, falls behind the word that follows.
  const rise = new Int32Array(WIDEST + 2);
  let pairs = 0;
  for (const lines of groups) {
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1]?.replace(/^\s*(?:>\s?)+/u, "");
      if (next === undefined || startsAnew(line, next)) continue;
      const { from, to } = fittingWidths(line, next);
      pairs += 1;
      if (from > WIDEST || to < NARROWEST) continue;
      rise[Math.max(from, NARROWEST)] = (rise[Math.max(from, NARROWEST)] ?? 0) + 1;
      rise[Math.min(to, WIDEST) + 1] = (rise[Math.min(to, WIDEST) + 1] ?? 0) - 1;
    }
  }
  let fitting = 0;
  let best = { width: 0, fitting: 0 };
  for (let width = NARROWEST; width <= WIDEST; width += 1) {
    fitting += rise[width] ?? 0;
    if (fitting > best.fitting) best = { width, fitting };
  }
  const isMost = best.fitting >= FEWEST_LINES && best.fitting * 2 > pairs;
  return isMost || (best.fitting >= MANY_LINES && best.fitting * FEW_IN > pairs) ? best.width : null;
}

/** The lines around a line end. */
interface Surroundings {
  /** The first line of the paragraph so far. */
  readonly first: string;
  /** Of the next line, in columns. */
  readonly indentation: number;
}

/**
 * Whether the next line goes on with the sentence of this one: where the text is wrapped, or where it hangs below a number or bullet.
 *
 * @param line as it stands in the source
 * @param next what is to be seen of it
 */
export function goesOn(line: string, next: string, width: number | null, { first, indentation }: Surroundings): boolean {
  if (startsAnew(line, next)) return false;
  const hang = indentation - indentationOf(first);
  if (hang > 0 && hang <= WIDEST_HANG && BEGINNING.test(first)) return true;
  if (width === null) return false;
  const { from, to } = fittingWidths(line, next);
  return from <= width && width <= to;
}

/** Widths at which an editor breaks the line just there. */
function fittingWidths(line: string, next: string): { readonly from: number; readonly to: number } {
  const length = line.trimEnd().length;
  return { from: length, to: length + (/\S+/u.exec(next)?.[0].length ?? 0) };
}

/** Bullets, and numbers and letters of all kinds. */
const BEGINNING = /^\s*(?:[-*+•–—·o]\s|\(?\w{0,3}\d[\w.~'’-]{0,12}[.):]?(?:\s|$)|[a-zA-Z][.)]{1,2}-?\s|(?:Step|Figure|Table)\s)/u;

/** A number or bullet after a full sentence begins something, and words in front of a colon do always. */
function startsAnew(line: string, next: string): boolean {
  if (/^\s*(?:NOTE|EXAMPLE|Editor.s note)\b[^:]{0,12}:|^\s*(?:[|+#]|```|~~~)/iu.test(next)) return true;
  return BEGINNING.test(next) && /[.:;!?)\]]["'”’]?\s*$/u.test(line);
}
