import { BadInput } from "../model/wrong.ts";
import { HEAD_TO_ROW } from "./distances.ts";
import { continuedAt, type Figure, type Filled, fillPage, type Start } from "./page-filler.ts";
import { placeFootnote } from "./place-note.ts";
import { labelOf, type Row } from "./row.ts";
import type { Part } from "./scene.ts";

/** What stands on one page. */
export interface Sheet {
  readonly parts: readonly Part[];
  readonly height: number;
}

/** A page may stay this empty at its foot, in parts of its height, for a paragraph not to be torn apart. */
const LOOSE = 0.2;

/**
 * Page by page, each made when it is asked for. A page ends between two rows, rather where a paragraph begins.
 *
 * @param says how the user would name a height of so many units
 * @throws BadInput where a page is too low for a row and may not grow
 */
export function* placePages(figure: Figure, says: (height: number) => string): Generator<Sheet> {
  const { plan } = figure;
  const all = plan.rows.length;
  let start: Start = { row: 0, frames: [], lives: null };
  for (;;) {
    const page = placePage(figure, start, says);
    start = page.next;
    if (start.row < all) {
      yield { parts: page.parts, height: page.bottom + 0.5 };
      continue;
    }
    yield* placeFootnotes(figure, page, says);
    return;
  }
}

function placePage(figure: Figure, start: Start, says: (height: number) => string): Filled {
  const { rows } = figure.plan;
  const page = fillPage(figure, start, rows.length);
  if (page.next.row >= rows.length) return page;
  const end = breakBefore(rows, page, start.row, figure.height);
  if (end !== null) return end < page.next.row ? fillPage(figure, start, end) : page;
  if (!figure.grows) throw tooLow(rows[page.next.row], page.wanted, says);
  return placePage({ ...figure, height: page.wanted + HEAD_TO_ROW }, start, says);
}

/** Where the page ends: the row in front of which it breaks. Null where nothing would stand on it. */
function breakBefore(rows: readonly Row[], { tops, next }: Filled, first: number, height: number): number | null {
  let end: number | null = null;
  for (let at = next.row; at > first; at -= 1) {
    const row = rows[at];
    const before = rows[at - 1];
    if (row === undefined || before === undefined) continue;
    const kept = row.kind === "note" || row.kind === "close" || before.kind === "open" || before.kind === "operand";
    if (kept || !rows.slice(first, at).some(isSaying)) continue;
    end ??= at;
    if ((tops[at - first] ?? height) < (1 - LOOSE) * height) break;
    if (row.kind !== "message" || row.begins) return at;
  }
  if (end !== null) return end;
  // A note that is as high as a page stands alone.
  return next.row > first && rows.slice(first, next.row).some(isSaying) ? next.row : null;
}

function isSaying({ kind }: Row): boolean {
  return kind !== "open" && kind !== "operand" && kind !== "close";
}

/** The last page, with the notes on the flow; what does not fit has pages of its own. */
function* placeFootnotes({ plan, lines, height, grows }: Figure, page: Filled, says: (height: number) => string): Generator<Sheet> {
  let parts: readonly Part[] = page.parts;
  let bottom = page.bottom;
  for (const note of plan.footnotes) {
    let placed = placeFootnote(note, bottom, lines.width);
    if (placed.bottom + 0.5 > height) {
      yield { parts, height: bottom + 0.5 };
      const head = continuedAt(0.5);
      parts = head.parts;
      placed = placeFootnote(note, head.height, lines.width);
      if (placed.bottom + 0.5 > height && !grows) throw tooLow(note, placed.bottom + 0.5, says);
    }
    parts = [...parts, { kind: "part", role: "note", id: null, title: null, step: null, marks: placed.marks }];
    bottom = placed.bottom;
  }
  yield { parts, height: bottom + 0.5 };
}

function tooLow(row: Row | undefined, wanted: number, says: (height: number) => string): BadInput {
  const what = row === undefined || !("label" in row) ? "a fragment" : `"${shortened(labelOf(row))}"`;
  return new BadInput(`the page is too low for ${what}: it has to be ${says(wanted + HEAD_TO_ROW)} high`, {
    remedy: "Give a higher --page, or a smaller --min-size",
  });
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
