import type { OpenRow, Row } from "../plan/row.ts";
import { Frames } from "./frames.ts";
import { type Figure, fillPage, type Start, withoutLastGuard } from "./page-filler.ts";

/** What every row takes, wherever its page begins. */
export interface RowHeights {
  /** Of all rows before a row, from the first on. */
  readonly before: Float64Array;
  /** Of the frames that go on where a page begins with a row. */
  readonly reopened: Float64Array;
  /** Of what has to be closed under a row if it is the last of a page. */
  readonly closing: Float64Array;
}

/** Rows that are measured at a time: their parts are forgotten then. */
const AT_A_TIME = 500;

/** Measures the rows of a figure, as they are placed on a page without an end. */
export function rowHeights(figure: Figure): RowHeights {
  const { rows } = figure.plan;
  const before = new Float64Array(rows.length + 1);
  const endless: Figure = { ...figure, height: Number.POSITIVE_INFINITY };
  let start: Start = { row: 0, frames: [], lives: null };
  while (start.row < rows.length) {
    const { tops, next, end } = fillPage(endless, start, Math.min(start.row + AT_A_TIME, rows.length));
    for (const [at, top] of tops.entries()) {
      const row = start.row + at;
      before[row + 1] = (before[row] ?? 0) + (tops[at + 1] ?? end) - top;
    }
    start = next;
  }
  return { before, ...framesAt(figure, rows) };
}

function framesAt({ lines, density }: Figure, rows: readonly Row[]): Pick<RowHeights, "reopened" | "closing"> {
  const reopened = new Float64Array(rows.length);
  const closing = new Float64Array(rows.length);
  let open: readonly OpenRow[] = [];
  let height = 0;
  for (const [at, row] of rows.entries()) {
    reopened[at] = row.kind === "operand" ? heightOfFrames(lines, density, withoutLastGuard(open)) : height;
    const last = open.at(-1);
    const was = open;
    if (row.kind === "open") open = [...open, row];
    else if (row.kind === "operand" && last !== undefined) open = [...open.slice(0, -1), { ...last, guard: row.guard }];
    else if (row.kind === "close") open = open.slice(0, -1);
    if (open !== was) height = heightOfFrames(lines, density, open);
    closing[at] = row.kind === "close" ? 0 : density.boxGap * open.length;
  }
  return { reopened, closing };
}

function heightOfFrames(lines: Figure["lines"], density: Figure["density"], open: readonly OpenRow[]): number {
  const frames = new Frames(lines, density);
  return open.reduce((y, row) => frames.begin(row, y, true), 0);
}
