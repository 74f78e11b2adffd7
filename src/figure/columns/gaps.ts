import { BESIDE_GAP, CLEARANCE, FRAMED_GAP, HEAD_GAP, LOWER_HEAD_GAP, TIGHT_GAP, TITLE_PAD, WIDEST_LABEL } from "../place/distances.ts";
import { measureRegular } from "../place/words.ts";
import { type Column, labelOf, type MessageRow, type Plan } from "../plan/row.ts";
import { areTogether, groupPads, type HeadShape } from "./head-widths.ts";
import { frameNeeds, type Need, reserve, titleNeeds } from "./room-for-words.ts";
import { IN_POINTS } from "./width-for-words.ts";

interface Around {
  readonly depth: number;
  readonly isTight: boolean;
  readonly limit: number;
  /** What is left of the first lifeline, and right of the last. */
  readonly left: number;
  readonly right: number;
}

/** Room for the heads, for what stands beside a lifeline, as a message to oneself or a timer, and for the words in frames. */
export function leastGaps(
  plan: Plan,
  shape: HeadShape,
  at: ReadonlyMap<string, number>,
  { depth, isTight, limit, left, right }: Around,
): readonly number[] {
  const { columns, rows } = plan;
  const framed = depth === 0 ? 0 : isTight ? TIGHT_GAP : FRAMED_GAP;
  const least = columns.slice(1).map((_, index) => Math.max(headsApart(columns, shape, index, index + 1), framed));
  for (const row of rows) {
    const beside = row.kind === "timer" ? row.participants[0] : row.kind === "message" && row.from === row.to ? row.from : undefined;
    if (beside === undefined) continue;
    const gap = Math.min(at.get(beside) ?? 0, least.length - 1);
    if (gap >= 0) least[gap] = Math.max(least[gap] ?? 0, isTight ? BESIDE_GAP : BESIDE_GAP + framed);
  }
  const sumOf = (gaps: readonly number[], first: number, last: number) => gaps.slice(first, last).reduce((sum, gap) => sum + gap, 0);
  if (shape.rows.includes(1)) {
    const pairs = columns.slice(2).flatMap((_, first): readonly Need[] => {
      const isApart =
        shape.rows[first] === shape.rows[first + 2] ||
        shape.fixed.has(first) ||
        shape.fixed.has(first + 2) ||
        !areTogether(columns[first], columns[first + 2]);
      return isApart ? [{ first, last: first + 2, width: headsApart(columns, shape, first, first + 2) }] : [];
    });
    reserve(least, pairs, ({ first, last }, gaps) => sumOf(gaps, first, last), false);
  }
  const titles = titleNeeds(columns, { measure: measureRegular, limit }, TITLE_PAD).filter(({ first, last }) => last > first);
  const padsOf = (index: number) => (shape.widths[index] ?? 0) / 2;
  reserve(least, titles, ({ first, last }, gaps) => padsOf(first) + sumOf(gaps, first, last) + padsOf(last), false);
  if (depth === 0) return least;
  const halfOf = (gaps: readonly number[], gap: number, edge: number) => (gaps[gap] === undefined ? edge - 0.5 : gaps[gap] / 2);
  const frameWidth = ({ first, last }: Need, gaps: readonly number[]) =>
    halfOf(gaps, first - 1, left) + sumOf(gaps, first, last) + halfOf(gaps, last, right);
  reserve(least, frameNeeds(plan, at, { ...IN_POINTS, limit }), frameWidth, true);
  return least;
}

/** From one lifeline to another whose head stands beside its head, or under it. */
function headsApart(columns: readonly Column[], { widths, rows, fixed }: HeadShape, one: number, other: number): number {
  const [left, right] = [widths[one] ?? 0, widths[other] ?? 0];
  // The lifeline of the upper one passes the lower one.
  if (rows[one] !== rows[other] && areTogether(columns[one], columns[other]) && !fixed.has(one) && !fixed.has(other))
    return (rows[one] === 1 ? left : right) / 2 + LOWER_HEAD_GAP;
  return (left + right) / 2 + HEAD_GAP + groupPads(columns[one], columns[other]);
}

/** The widest label between each two neighbours, up to what one may ask for. @param gaps how many there are */
export function widestLabels(rows: Plan["rows"], at: ReadonlyMap<string, number>, gaps: number): readonly number[] {
  const widest = Array.from({ length: Math.max(gaps, 0) }, () => 0);
  forNeighbours(rows, at, (row, gap) => {
    const known = widest[gap] ?? 0;
    if (known < WIDEST_LABEL) widest[gap] = Math.max(known, Math.min(measureRegular(labelOf(row)) + 2 * CLEARANCE, WIDEST_LABEL));
  });
  return widest;
}

/** Each message between two neighbours, and the gap between their lifelines. */
export function forNeighbours(rows: Plan["rows"], at: ReadonlyMap<string, number>, visit: (row: MessageRow, gap: number) => void): void {
  for (const row of rows) {
    if (row.kind !== "message") continue;
    const from = at.get(row.from) ?? 0;
    const to = at.get(row.to) ?? 0;
    if (Math.abs(from - to) === 1) visit(row, Math.min(from, to));
  }
}
