import { forNeighbours } from "../columns/gaps.ts";
import { depthOf } from "../columns/lifelines.ts";
import { frameNeeds, type Need, reserve, titleNeeds, widthNeeded } from "../columns/room-for-words.ts";
import { spread } from "../columns/spread.ts";
import { cellsIn } from "../measure/cells.ts";
import { type Block, balanceText, widestWord } from "../measure/wrap-text.ts";
import { type Column, labelOf, type Plan, type Row } from "../plan/row.ts";

/** Where the lifelines of a ladder stand, in cells of a terminal. */
export interface LadderColumns {
  readonly columns: readonly Column[];
  readonly xs: readonly number[];
  readonly at: ReadonlyMap<string, number>;
  readonly heads: readonly Block[];
  /** Of the boxes of the heads. */
  readonly boxes: readonly number[];
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
const HEAD_FRAME = 4;
/** The same where columns are few. */
const TIGHT_FRAME = 2;
/** A word that is longer is cut where nobody has said how many columns there are. */
const LONGEST_WORD = 80;

/** @param width how wide the terminal is; null: as wide as the texts ask for. A ladder is wider where its heads need it. */
export function placeColumns(plan: Plan, width: number | null): LadderColumns {
  const { columns, rows } = plan;
  const at = new Map(columns.map(({ participant }, index) => [participant, index]));
  const limit = width ?? LONGEST_WORD;
  const edge = 2 * depthOf(rows) + 2;
  const { heads, boxes, least, left, right } = placeHeads(plan, at, { width: width ?? Number.POSITIVE_INFINITY, limit, edge });
  const asked = [...least];
  forNeighbours(rows, at, (row, gap) => {
    asked[gap] = Math.max(asked[gap] ?? 0, Math.min(cellsIn(labelOf(row)), WIDEST_LABEL) + SHAFT + 1);
  });
  const gaps = width === null ? asked : spread(least, asked, Math.min(sum(asked), width - left - right - 1), WIDEST_LABEL + SHAFT + 1);
  const between = sum(gaps);
  const missing = widthNeeded(plan, at, { ...IN_CELLS, limit }) - (left + between + right + 1);
  const before = left + Math.ceil(Math.max(0, missing) / 2);
  let x = before;
  const xs = columns.map((_, index) => {
    x += gaps[index - 1] ?? 0;
    return Math.floor(x);
  });
  return { columns, xs, at, heads, boxes, width: (xs.at(-1) ?? before) + right + before - left + 1 };
}

interface Room {
  readonly width: number;
  /** A word that is wider is cut. */
  readonly limit: number;
  /** On both sides, for what stands around the lifelines. */
  readonly edge: number;
}

interface PlacedHeads {
  readonly heads: readonly Block[];
  readonly boxes: readonly number[];
  readonly least: readonly number[];
  readonly left: number;
  readonly right: number;
}

/** As wide as the terminal lets them all be, down to their longest words. */
function placeHeads(plan: Plan, at: ReadonlyMap<string, number>, room: Room): PlacedHeads {
  const { columns } = plan;
  const words = columns.map(({ head }) => widestWord(head, cellsIn, room.limit - HEAD_FRAME));
  const titles = titleNeeds(columns, { measure: cellsIn, limit: room.limit }, 0);
  const sumOf = (gaps: readonly number[], first: number, last: number) => sum(gaps.slice(first, last));
  for (let wide = WIDEST_HEAD; ; wide -= 1) {
    // Below the narrowest head, first the spaces in the boxes are given up, then those between them.
    const frame = wide < NARROWEST_HEAD ? TIGHT_FRAME : HEAD_FRAME;
    const apart = wide < NARROWEST_HEAD - 1 ? 0 : 1;
    const heads = columns.map(({ head }, index) => balanceText(head, Math.max(wide, words[index] ?? 0, NARROWEST_HEAD), cellsIn));
    const boxes = heads.map((head) => head.width + frame);
    for (const { first, last, width } of titles) if (first === last) boxes[first] = Math.max(boxes[first] ?? 0, width);
    const half = (index: number) => Math.ceil((boxes[index] ?? frame) / 2);
    const least = columns.slice(1).map((_, index) => half(index) + half(index + 1) + apart);
    const [left, right] = [Math.max(half(0), room.edge), Math.max(half(columns.length - 1), room.edge)];
    const isWide = titles.filter(({ first, last }) => last > first);
    reserve(least, isWide, ({ first, last }, gaps) => sumOf(gaps, first, last) + half(first) + half(last) - 1, false);
    const halfOf = (gaps: readonly number[], gap: number, outside: number) => (gaps[gap] === undefined ? outside : (gaps[gap] - 1) / 2);
    const frameWidth = ({ first, last }: Need, gaps: readonly number[]) =>
      halfOf(gaps, first - 1, left) + sumOf(gaps, first, last) + halfOf(gaps, last, right);
    reserve(least, frameNeeds(plan, at, { ...IN_CELLS, limit: room.limit }), frameWidth, true);
    const whole = least.map(Math.ceil);
    if (apart === 0 || sum(whole) + left + right < room.width) return { heads, boxes, least: whole, left, right };
  }
}

const IN_CELLS = {
  measure: cellsIn,
  beside: (row: Row) => (row.kind === "message" || row.kind === "timer" ? 0 : 4),
  inFrame: 5,
  nested: 4,
};

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The box of a head that stands alone, and on which of its lines an arrow meets it. */
export function headBoxOf({ xs, heads, boxes }: LadderColumns, index: number) {
  const { lines: said } = heads[index] ?? { lines: [""] };
  const x = xs[index] ?? 0;
  const width = boxes[index] ?? 0;
  const left = leftOf(x, width);
  const bar = "─".repeat(width - 2);
  const lines = said.map((line) => {
    const pad = width - 2 - cellsIn(line);
    const before = Math.floor(pad / 2);
    return `│${" ".repeat(before)}${line}${" ".repeat(pad - before)}│`;
  });
  const last = `└${bar.slice(0, x - left - 1)}┬${bar.slice(x - left)}┘`;
  return {
    left,
    right: left + width - 1,
    lines: [`┌${bar}┐`, ...lines, last],
    middle: 1 + Math.floor((lines.length - 1) / 2),
  };
}

/** Where a box begins that stands on a lifeline. */
export function leftOf(x: number, width: number): number {
  return x - Math.floor(width / 2);
}
