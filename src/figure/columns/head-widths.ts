import { widestWord, wrapText } from "../measure/wrap-text.ts";
import { GROUP_PAD, HEAD_GAP, NARROWEST_HEAD, PAD_X, TITLE_PAD, WIDEST_HEAD, WIDEST_HEAD_WORD } from "../place/distances.ts";
import { measureBold, measureRegular } from "../place/words.ts";
import type { Column } from "../plan/row.ts";
import { titleNeeds } from "./room-for-words.ts";

/** How wide each head is, and which stand in a second row under the others. */
export interface HeadShape {
  readonly widths: readonly number[];
  /** Between the sides of a head and its words. */
  readonly pad: number;
  /** 0 for the row that is farther from the lifelines. */
  readonly rows: readonly (0 | 1)[];
  /** Those beside which no head is in another row. */
  readonly fixed: ReadonlySet<number>;
}

/** Heads as wide as `common`, or as their longest word or that of the group they are alone in. */
export function headsAs(columns: readonly Column[], common: number, limit: number, pad = PAD_X): HeadShape {
  const widths = columns.map(({ head }) => Math.max(common, longestIn(head, limit - 2 * pad) + 2 * pad));
  for (const { first, last, width } of titleNeeds(columns, { measure: measureRegular, limit }, TITLE_PAD))
    if (first === last) widths[first] = Math.max(widths[first] ?? 0, width - 2 * GROUP_PAD);
  return { widths, pad, rows: columns.map(() => 0), fixed: NONE };
}

/** The same in two rows: every second head of a group, if nothing hinders it. */
export function staggered(shape: HeadShape, columns: readonly Column[], fixed: ReadonlySet<number>, second: 0 | 1): HeadShape {
  let inRow = second;
  const rows = columns.map((column, index): 0 | 1 => {
    const isNew = index === 0 || !areTogether(columns[index - 1], column) || fixed.has(index) || fixed.has(index - 1);
    inRow = isNew ? second : inRow === 0 ? 1 : 0;
    return fixed.has(index) ? 0 : inRow;
  });
  return { ...shape, rows, fixed };
}

const NONE: ReadonlySet<number> = new Set();

/** Whether two are in the same groups. Where one of them ends, no head may reach under another. */
export function areTogether(one: Column | undefined, other: Column | undefined): boolean {
  return groupPads(one, other) === 0;
}

/** The same for all heads: as wide as the longest word. */
export function narrowestHead(columns: readonly Column[]): number {
  let width = NARROWEST_HEAD - 2 * PAD_X;
  for (const { head } of columns)
    for (const word of head.split(" ")) width = Math.max(width, Math.min(measureBold(word) + 0.01, WIDEST_HEAD_WORD));
  return width + 2 * PAD_X;
}

/** The narrowest width at which the tallest head has the fewest lines that the gaps allow. */
export function roomyHead(columns: readonly Column[], xs: readonly number[], headWidth: number): number {
  let most = WIDEST_HEAD;
  for (const [index, column] of columns.entries()) {
    const next = xs[index + 1];
    if (next !== undefined) most = Math.min(most, next - (xs[index] ?? 0) - HEAD_GAP - groupPads(column, columns[index + 1]));
  }
  const linesAt = (width: number) => Math.max(0, ...columns.map(({ head }) => wrapText(head, width - 2 * PAD_X, measureBold).lines.length));
  if (most <= headWidth || linesAt(most) === linesAt(headWidth)) return headWidth;
  const fewest = linesAt(most);
  let low = headWidth;
  let high = most;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (linesAt(middle) > fewest) low = middle;
    else high = middle;
  }
  return high;
}

/** What the groups that end and begin between two lifelines need. */
export function groupPads(left: Column | undefined, right: Column | undefined): number {
  if (left === undefined || right === undefined) return 0;
  let common = 0;
  while (left.groups[common] !== undefined && left.groups[common]?.id === right.groups[common]?.id) common += 1;
  return (left.groups.length + right.groups.length - 2 * common) * GROUP_PAD;
}

/** Of the longest word; one that is cut in any case asks for no more than the widest that is not. */
function longestIn(head: string, limit: number): number {
  const width = widestWord(head, measureBold, limit);
  return width === 0 ? 0 : width + 0.01;
}
