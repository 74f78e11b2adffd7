import { BadInput } from "../../model/wrong.ts";
import { isContent, labelOf, type Row } from "../plan/row.ts";
import type { Part } from "../scene.ts";
import { HEAD_TO_ROW } from "./distances.ts";
import { type PageRoom, pageBreaks, pageHeight } from "./page-breaks.ts";
import { continuedAt, type Figure, type Filled, fillPage, marginsOf, type Start } from "./page-filler.ts";
import { placeFootnote } from "./place-note.ts";
import { rowHeights } from "./row-heights.ts";
import { tearCosts } from "./tear-costs.ts";

/** What stands on one page. */
export interface Sheet {
  readonly parts: readonly Part[];
  readonly height: number;
}

/** Notes on the flow that take more of a page than that do not have to stand under its last rows. */
const MOST_NOTES = 0.4;

/**
 * Page by page, each made when it is asked for. A page ends between two rows, where that tears little; pages are few, and alike.
 *
 * @param says how the user would name a height of so many units
 * @throws BadInput where a page is too low for a row and may not grow
 */
export function* placePages(figure: Figure, says: (height: number) => string): Generator<Sheet> {
  const { rows } = figure.plan;
  let start: Start = { row: 0, frames: [], lives: null };
  for (const { end, height, feet } of pagesIn(figure, says)) {
    const page = fillPage({ ...figure, height, feet }, start, end);
    start = page.next;
    if (end < rows.length) yield { parts: page.parts, height: page.bottom + 0.5 };
    else yield* placeFootnotes(figure, page, says);
  }
}

interface PageEnd {
  /** The row in front of which it ends. */
  readonly end: number;
  readonly height: number;
  readonly feet: boolean;
}

function pagesIn(figure: Figure, says: (height: number) => string): readonly PageEnd[] {
  const { plan, lines, groups, height, grows, flow } = figure;
  const { rows } = plan;
  if (!Number.isFinite(height)) return [{ end: rows.length, height, feet: figure.feet }];
  const heights = rowHeights(figure);
  const costs = tearCosts(rows, flow);
  const saying = (at: number) => isSaying(rows[at]);
  const notes = footnotesHeight(figure);
  const roomWith = (feet: boolean): PageRoom => ({ ...marginsOf(lines, groups, feet), height, grows });
  // Heads at the foot are the first thing that a low page does without.
  for (const feet of figure.feet ? [true, false] : [false]) {
    const room = roomWith(feet);
    const together = notes > MOST_NOTES * height ? null : pageBreaks(heights, { ...room, atEnd: room.atEnd + notes }, costs, saying);
    const ends = together ?? pageBreaks(heights, room, costs, saying);
    if (ends === null) continue;
    return ends.map((end, at) => ({ end, feet, height: Math.max(height, pageHeight(heights, room, ends[at - 1] ?? 0, end)) }));
  }
  throw tooLowForRow(rows, (first, end) => pageHeight(heights, roomWith(false), first, end), says);
}

/** What the highest row needs. */
function tooLowForRow(rows: readonly Row[], heightOf: (first: number, end: number) => number, says: (height: number) => string): BadInput {
  const first = rows.findIndex(isSaying);
  const last = rows.findLastIndex(isSaying);
  let highest = { row: rows[first], wanted: 0 };
  for (const [at, row] of rows.entries()) {
    if (!isSaying(row)) continue;
    const wanted = heightOf(at === first ? 0 : at, at === last ? rows.length : at + 1);
    if (wanted > highest.wanted) highest = { row, wanted };
  }
  return tooLow(highest.row, highest.wanted, says);
}

function footnotesHeight({ plan, lines }: Figure): number {
  return plan.footnotes.reduce((bottom, note) => placeFootnote(note, bottom, lines.width).bottom, 0);
}

function isSaying(row: Row | undefined): boolean {
  return row !== undefined && isContent(row);
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
