import type { TextLine } from "./text-lines.ts";

/** Fewer pages show no habit. */
const FEWEST_PAGES = 3;

/**
 * A text that somebody has broken into pages, without what stands at the head and foot of each: lines that are the same on most pages but
 * for their numbers. A sentence that is broken there goes on.
 */
export function withoutFurniture(text: string, lines: readonly TextLine[]): readonly TextLine[] {
  if (!text.includes("\f")) return lines;
  const pages = pagesOf(text, lines);
  if (pages.length < FEWEST_PAGES) return lines;
  const heads = habitsOf(pages.map((page) => page.find(isFull)));
  const feet = habitsOf(pages.map((page) => page.findLast(isFull)));
  if (heads.size + feet.size === 0) return lines;
  const kept: TextLine[] = [];
  for (const page of pages) {
    const [head, foot] = [page.find(isFull), page.findLast(isFull)];
    const isFurniture = (line: TextLine) => (line === head && heads.has(shapeOf(line))) || (line === foot && feet.has(shapeOf(line)));
    const own = page.filter((line) => !isFurniture(line));
    const begin = own.findIndex(isFull);
    if (begin < 0) continue;
    const last = kept.at(-1);
    const isOpen = last !== undefined && mayGoOn(last.text, own[begin]?.text ?? "");
    if (last !== undefined && !isOpen) kept.push({ text: "", line: last.line, offset: last.offset + last.text.length });
    kept.push(...own.slice(begin, own.findLastIndex(isFull) + 1));
  }
  return kept;
}

function pagesOf(text: string, lines: readonly TextLine[]): readonly (readonly TextLine[])[] {
  const pages: TextLine[][] = [[]];
  let end = text.indexOf("\f");
  for (const line of lines) {
    while (end >= 0 && line.offset > end) {
      pages.push([]);
      end = text.indexOf("\f", end + 1);
    }
    pages.at(-1)?.push(line);
  }
  return pages;
}

function isFull({ text }: TextLine): boolean {
  return text.trim() !== "";
}

/** A line without its page number. */
function shapeOf({ text }: TextLine): string {
  return text
    .replace(/\d+|\b[ivxl]+\b/giu, "#")
    .replace(/\s+/gu, " ")
    .trim();
}

/** What stands there on most pages but the first. */
function habitsOf(lines: readonly (TextLine | undefined)[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  for (const line of lines) if (line !== undefined) times.set(shapeOf(line), (times.get(shapeOf(line)) ?? 0) + 1);
  return new Set([...times].flatMap(([shape, count]) => (count >= FEWEST_PAGES - 1 && count * 2 >= lines.length - 1 ? [shape] : [])));
}

/** Whether a sentence may be broken between these lines. */
function mayGoOn(last: string, next: string): boolean {
  return last.trim() !== "" && !/[.:;!?)\]]["'”’]?\s*$/u.test(last) && /^\s*[\p{Ll}(]/u.test(next);
}
