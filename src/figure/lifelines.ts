import { ALONE, CLEARANCE, FRAME_INSET, GROUP_PAD, NARROWEST_HEAD, OVERHANG, PAD_X, TIGHT_PAD, WIDEST_GAP } from "./distances.ts";
import { askedGaps, leastGaps } from "./gaps.ts";
import { type HeadShape, headsAs, narrowestHead, roomyHead, staggered } from "./head-widths.ts";
import type { Column, Plan } from "./row.ts";
import { spread } from "./spread.ts";
import { widthForWords } from "./width-for-words.ts";
import { measureBold } from "./words.ts";
import { type Block, balanceText } from "./wrap-text.ts";

/** Where the lifelines stand, and what their heads say. */
export interface Lifelines {
  readonly columns: readonly Column[];
  readonly xs: readonly number[];
  /** Of each participant, its place in `xs`. */
  readonly at: ReadonlyMap<string, number>;
  readonly shape: HeadShape;
  readonly heads: readonly Block[];
  /** Of the whole figure. */
  readonly width: number;
  /** How deep fragments nest. */
  readonly depth: number;
}

/**
 * The gaps between lifelines follow the labels of the messages between neighbours: on a page that has room all are equal, or as
 * wide as their labels; on a crowded one the widest give way first, then heads become as narrow as their own words, then they stand in
 * two rows. No word is cut that a page could hold: rather, a figure is wider than its page.
 */
export function placeLifelines(plan: Plan, pageWidth: number): Lifelines {
  const { columns } = plan;
  const common = narrowestHead(columns);
  const placed = (width: number, isTight = false) => place(plan, headsAs(columns, width, pageWidth), pageWidth, pageWidth, isTight);
  const fits = ({ width }: Lifelines) => width <= pageWidth + 0.01;
  const narrow = placed(common);
  if (!fits(narrow)) {
    // Rather less room beside a lifeline, rather heads that are not alike, than a wider figure.
    const tight = placed(common, true);
    if (fits(tight)) return tight;
    const own = placed(NARROWEST_HEAD, true);
    if (fits(own)) return widestHeads(own, common, (width) => placed(width, true), fits);
    const twoRows = inTwoRows(plan, pageWidth, pageWidth).find(fits);
    if (twoRows !== undefined) return twoRows;
  }
  const wide = placed(roomyHead(columns, narrow.xs, common));
  return wide.width <= Math.max(pageWidth, narrow.width) + 0.01 ? wide : narrow;
}

/** The narrowest page on which the lifelines stand. @param pageWidth what is too narrow */
export function leastWidth(plan: Plan, pageWidth: number): number {
  const own = place(plan, headsAs(plan.columns, NARROWEST_HEAD, pageWidth), 0, pageWidth, true);
  const least = Math.min(own.width, ...inTwoRows(plan, 0, pageWidth).map(({ width }) => width));
  // A word that a wider page need not cut may ask for a page that is wider still.
  return least <= pageWidth + 0.01 ? pageWidth : leastWidth(plan, least);
}

/** With every second head under the others, beginning with one or the other. A head that a message makes stands alone, and needs its room. */
function inTwoRows(plan: Plan, room: number, limit: number): readonly Lifelines[] {
  const { columns, events } = plan;
  const created = new Set([...events.values()].flatMap(({ creates }) => creates));
  const fixed = new Set(columns.flatMap(({ participant }, index) => (created.has(participant) ? [index] : [])));
  const shape = headsAs(columns, NARROWEST_HEAD - 2 * (PAD_X - TIGHT_PAD), limit, TIGHT_PAD);
  return ([0, 1] as const).map((first) => place(plan, staggered(shape, columns, fixed, first), room, limit, true));
}

/** The widest heads, as long as they are alike, with which the figure stays on the page. */
function widestHeads(
  least: Lifelines,
  common: number,
  placed: (width: number) => Lifelines,
  fits: (lines: Lifelines) => boolean,
): Lifelines {
  let best = least;
  let low = NARROWEST_HEAD;
  let high = common;
  while (high - low > 1) {
    const middle = (low + high) / 2;
    const tried = placed(middle);
    if (fits(tried)) [best, low] = [tried, middle];
    else high = middle;
  }
  return best;
}

/** @param room for the gaps @param limit a word that is wider is cut */
function place(plan: Plan, shape: HeadShape, room: number, limit: number, isTight: boolean): Lifelines {
  const { columns, rows } = plan;
  const { widths, pad } = shape;
  const at = new Map(columns.map(({ participant }, index) => [participant, index]));
  const depth = depthOf(rows);
  const side = (index: number) =>
    Math.max((widths[index] ?? 0) / 2 + GROUP_PAD * (columns[index]?.groups.length ?? 0), OVERHANG + FRAME_INSET * depth + CLEARANCE) + 0.5;
  const alone = columns.length === 1 ? ALONE : 0;
  let left = Math.max(side(0), alone);
  let right = Math.max(side(columns.length - 1), alone);
  const least = leastGaps(plan, shape, at, { depth, isTight, limit, left, right });
  if (shape.rows.includes(1)) {
    left = Math.max(left, side(1) - (least[0] ?? 0));
    right = Math.max(right, side(columns.length - 2) - (least.at(-1) ?? 0));
  }
  const asked = askedGaps(rows, at, least);
  const gaps = spread(least, asked, room - left - right, WIDEST_GAP);
  const between = gaps.reduce((sum, gap) => sum + gap, 0);
  const missing = widthForWords(plan, at, limit, left + between + right) - (left + between + right);
  if (missing > 0) [left, right] = [left + missing / 2, right + missing / 2];
  const xs = columns.length === 0 ? [] : [left];
  for (const gap of gaps) xs.push((xs.at(-1) ?? left) + gap);
  const heads = columns.map(({ head }, index) => balanceText(head, (widths[index] ?? 0) - 2 * pad, measureBold));
  return { columns, xs, at, shape, heads, width: (xs.at(-1) ?? left) + right, depth };
}

/** How deep fragments nest. */
export function depthOf(rows: Plan["rows"]): number {
  let depth = 0;
  let deepest = 0;
  for (const { kind } of rows) {
    if (kind === "open") deepest = Math.max(deepest, ++depth);
    else if (kind === "close") depth -= 1;
  }
  return deepest;
}
