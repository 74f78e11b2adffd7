import { cellsIn } from "../grid.ts";
import { depthOf } from "../lifelines.ts";
import { type Column, labelOf, type Plan } from "../row.ts";
import { spread } from "../spread.ts";
import { type Block, balanceText } from "../wrap-text.ts";

/** Where the lifelines of a ladder stand, in cells of a terminal. */
export interface LadderColumns {
  readonly columns: readonly Column[];
  readonly xs: readonly number[];
  readonly at: ReadonlyMap<string, number>;
  readonly heads: readonly Block[];
  /** Of the whole ladder. */
  readonly width: number;
}

/** What an arrow needs beside its text: a space and a dash on each side, and its head. */
export const SHAFT = 5;
/** A longer text asks for no more than that; it stands above its arrow. */
const WIDEST_LABEL = 22;
const WIDEST_HEAD = 18;
const NARROWEST_HEAD = 4;
/** Of a head: its borders, and a space on each side. */
export const HEAD_FRAME = 4;

/** @param width how wide the terminal is; null: as wide as the texts ask for */
export function placeColumns({ columns, rows }: Plan, width: number | null): LadderColumns {
  const at = new Map(columns.map(({ participant }, index) => [participant, index]));
  const { heads, least, half } = placeHeads(columns, width ?? Number.POSITIVE_INFINITY);
  const asked = [...least];
  for (const row of rows) {
    if (row.kind !== "message") continue;
    const from = at.get(row.from) ?? 0;
    const to = at.get(row.to) ?? 0;
    const gap = Math.min(from, to);
    if (Math.abs(from - to) !== 1) continue;
    asked[gap] = Math.max(asked[gap] ?? 0, Math.min(cellsIn(labelOf(row)), WIDEST_LABEL) + SHAFT + 1);
  }
  const edge = 2 * depthOf(rows) + 2;
  const left = Math.max(half(0), edge);
  const right = Math.max(half(columns.length - 1), edge);
  const gaps = width === null ? asked : spread(least, asked, Math.min(sum(asked), width - left - right - 1), WIDEST_LABEL + SHAFT + 1);
  const xs = columns.length === 0 ? [] : [left];
  for (const gap of gaps) xs.push((xs.at(-1) ?? left) + Math.floor(gap));
  return { columns, xs, at, heads, width: (xs.at(-1) ?? left) + right + 1 };
}

/** As wide as the terminal lets them all be. */
function placeHeads(
  columns: readonly Column[],
  width: number,
): Pick<LadderColumns, "heads"> & { readonly least: readonly number[]; half(index: number): number } {
  for (let room = WIDEST_HEAD; ; room -= 1) {
    const heads = columns.map(({ head }) => balanceText(head, room, cellsIn));
    const half = (index: number) => Math.ceil(((heads[index]?.width ?? 0) + HEAD_FRAME) / 2);
    const least = columns.slice(1).map((_, index) => half(index) + half(index + 1) + 1);
    if (room <= NARROWEST_HEAD || sum(least) + half(0) + half(columns.length - 1) < width) return { heads, least, half };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The box of a head that stands alone, and on which of its lines an arrow meets it. */
export function headBoxOf({ xs, heads }: LadderColumns, index: number) {
  const head = heads[index] ?? { lines: [""], width: 0 };
  const x = xs[index] ?? 0;
  const left = x - Math.floor((head.width + HEAD_FRAME) / 2);
  const bar = "─".repeat(head.width + HEAD_FRAME - 2);
  const lines = head.lines.map((line) => {
    const pad = head.width + 2 - cellsIn(line);
    const before = Math.floor(pad / 2);
    return `│${" ".repeat(before)}${line}${" ".repeat(pad - before)}│`;
  });
  const last = `└${bar.slice(0, x - left - 1)}┬${bar.slice(x - left)}┘`;
  return {
    left,
    right: left + head.width + HEAD_FRAME - 1,
    lines: [`┌${bar}┐`, ...lines, last],
    middle: 1 + Math.floor((lines.length - 1) / 2),
  };
}
