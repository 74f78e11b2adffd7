import { type Block, balanceText } from "../measure/wrap-text.ts";
import { ALONE, CLEARANCE, FRAME_INSET, GROUP_PAD, NARROWEST_HEAD, OVERHANG, PAD_X, TIGHT_PAD, WIDEST_GAP } from "../place/distances.ts";
import { measureBold } from "../place/words.ts";
import { type Column, createdIn, type Plan } from "../plan/row.ts";
import { leastGaps, widestLabels } from "./gaps.ts";
import { type HeadShape, headsAs, narrowestHead, roomyHead, staggered } from "./head-widths.ts";
import { spread } from "./spread.ts";
import { longestRunIn, widthForWords } from "./width-for-words.ts";

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

/** The same, before anybody has asked for the lines of the heads. */
type Placed = Omit<Lifelines, "heads" | "columns" | "at" | "depth">;

/** What is asked of a plan whatever its heads look like. */
interface Asked {
  readonly plan: Plan;
  readonly at: Lifelines["at"];
  readonly depth: number;
  /** The widest label of each gap. */
  readonly labels: readonly number[];
  /** How many characters stand together at most. */
  readonly run: number;
}

/**
 * The gaps between lifelines follow the labels of the messages between neighbours: on a page that has room all are equal, or as
 * wide as their labels; on a crowded one the widest give way first, then heads become as narrow as their own words, then they stand in
 * two rows. No word is cut that a page could hold: rather, a figure is wider than its page.
 */
export function placeLifelines(plan: Plan, pageWidth: number): Lifelines {
  const asked = askOf(plan);
  const placed = bestOf(asked, pageWidth);
  const { columns } = plan;
  const { shape } = placed;
  const heads = columns.map(({ head }, index) => balanceText(head, (shape.widths[index] ?? 0) - 2 * shape.pad, measureBold));
  return { ...placed, columns, at: asked.at, depth: asked.depth, heads };
}

function askOf(plan: Plan): Asked {
  const { columns, rows } = plan;
  const at = new Map(columns.map(({ participant }, index) => [participant, index]));
  return { plan, at, depth: depthOf(rows), labels: widestLabels(rows, at, columns.length - 1), run: longestRunIn(rows) };
}

function bestOf(asked: Asked, pageWidth: number): Placed {
  const { columns } = asked.plan;
  const common = narrowestHead(columns);
  const placed = (width: number, isTight = false) => place(asked, headsAs(columns, width, pageWidth), pageWidth, pageWidth, isTight);
  const fits = ({ width }: Placed) => width <= pageWidth + 0.01;
  const narrow = placed(common);
  if (!fits(narrow)) {
    // Rather less room beside a lifeline, rather heads that are not alike, than a wider figure.
    const tight = placed(common, true);
    if (fits(tight)) return tight;
    const own = placed(NARROWEST_HEAD, true);
    if (fits(own)) return widestHeads(own, common, (width) => placed(width, true), fits);
    const twoRows = inTwoRows(asked, pageWidth, pageWidth).find(fits);
    if (twoRows !== undefined) return twoRows;
  }
  const roomy = roomyHead(columns, narrow.xs, common);
  if (roomy === common) return narrow;
  const wide = placed(roomy);
  return wide.width <= Math.max(pageWidth, narrow.width) + 0.01 ? wide : narrow;
}

/** The narrowest page on which the lifelines stand. @param pageWidth what is too narrow */
export function leastWidth(plan: Plan, pageWidth: number): number {
  const asked = askOf(plan);
  const own = place(asked, headsAs(plan.columns, NARROWEST_HEAD, pageWidth), 0, pageWidth, true);
  const least = Math.min(own.width, ...inTwoRows(asked, 0, pageWidth).map(({ width }) => width));
  // A word that a wider page need not cut may ask for a page that is wider still.
  return least <= pageWidth + 0.01 ? pageWidth : leastWidth(plan, least);
}

/** With every second head under the others, beginning with one or the other. A head that a message makes stands alone, and needs its room. */
function inTwoRows(asked: Asked, room: number, limit: number): readonly Placed[] {
  const { columns } = asked.plan;
  const created = createdIn(asked.plan);
  const fixed = new Set(columns.flatMap(({ participant }, index) => (created.has(participant) ? [index] : [])));
  const shape = headsAs(columns, NARROWEST_HEAD - 2 * (PAD_X - TIGHT_PAD), limit, TIGHT_PAD);
  return ([0, 1] as const).map((first) => place(asked, staggered(shape, columns, fixed, first), room, limit, true));
}

/** The widest heads, as long as they are alike, with which the figure stays on the page. */
function widestHeads(least: Placed, common: number, placed: (width: number) => Placed, fits: (lines: Placed) => boolean): Placed {
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
function place({ plan, at, depth, labels, run }: Asked, shape: HeadShape, room: number, limit: number, isTight: boolean): Placed {
  const { columns } = plan;
  const { widths } = shape;
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
  const asked = least.map((gap, index) => Math.max(gap, labels[index] ?? 0));
  const gaps = spread(least, asked, room - left - right, WIDEST_GAP);
  const between = gaps.reduce((sum, gap) => sum + gap, 0);
  const missing = widthForWords(plan, at, { limit, width: left + between + right, run }) - (left + between + right);
  if (missing > 0) [left, right] = [left + missing / 2, right + missing / 2];
  const xs = columns.length === 0 ? [] : [left];
  for (const gap of gaps) xs.push((xs.at(-1) ?? left) + gap);
  return { xs, shape, width: (xs.at(-1) ?? left) + right };
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
