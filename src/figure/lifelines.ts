import {
  ALONE,
  BESIDE_GAP,
  CLEARANCE,
  FRAME_INSET,
  FRAMED_GAP,
  GROUP_PAD,
  HEAD_GAP,
  NARROWEST_HEAD,
  OVERHANG,
  PAD_X,
  TIGHT_GAP,
  WIDEST_GAP,
  WIDEST_HEAD,
  WIDEST_HEAD_WORD,
  WIDEST_LABEL,
} from "./distances.ts";
import { type Column, labelOf, type Plan } from "./row.ts";
import { spread } from "./spread.ts";
import { measureBold, measureRegular } from "./words.ts";
import { type Block, balanceText, wrapText } from "./wrap-text.ts";

/** Where the lifelines stand, and what their heads say. */
export interface Lifelines {
  readonly columns: readonly Column[];
  readonly xs: readonly number[];
  /** Of each participant, its place in `xs`. */
  readonly at: ReadonlyMap<string, number>;
  readonly headWidth: number;
  readonly heads: readonly Block[];
  /** Of the whole figure. */
  readonly width: number;
  /** How deep fragments nest. */
  readonly depth: number;
}

/**
 * The gaps between lifelines follow the labels of the messages between neighbours: on a page that has room all are equal, or as
 * wide as their labels; on a crowded one the widest give way first. A figure grows beyond the page only where the heads do not fit.
 */
export function placeLifelines(plan: Plan, pageWidth: number): Lifelines {
  const narrow = place(plan, narrowestHead(plan.columns), pageWidth);
  if (narrow.width > pageWidth + 0.01) {
    // Rather less room beside a lifeline, rather a word cut in two, than a wider figure.
    const tight = place(plan, narrow.headWidth, pageWidth, true);
    if (tight.width <= pageWidth + 0.01) return tight;
    const narrowest = place(plan, NARROWEST_HEAD, pageWidth, true);
    if (narrowest.width <= pageWidth + 0.01) return widestHead(plan, narrowest, narrow.headWidth, pageWidth);
  }
  const wide = place(plan, roomyHead(narrow), pageWidth);
  return wide.width <= Math.max(pageWidth, narrow.width) + 0.01 ? wide : narrow;
}

/** The narrowest page on which the lifelines stand. */
export function leastWidth(plan: Plan): number {
  return place(plan, NARROWEST_HEAD, 0, true).width;
}

/** The widest heads with which the figure stays on the page, so that few words are cut. */
function widestHead(plan: Plan, fits: Lifelines, tooWide: number, pageWidth: number): Lifelines {
  let best = fits;
  let high = tooWide;
  while (high - best.headWidth > 1) {
    const tried = place(plan, (best.headWidth + high) / 2, pageWidth, true);
    if (tried.width <= pageWidth + 0.01) best = tried;
    else high = tried.headWidth;
  }
  return best;
}

function place({ columns, rows }: Plan, headWidth: number, pageWidth: number, isTight = false): Lifelines {
  const at = new Map(columns.map(({ participant }, index) => [participant, index]));
  const depth = depthOf(rows);
  const least = leastGaps(columns, rows, at, headWidth, depth, isTight);
  const asked = askedGaps(rows, at, least);
  const side = (column: Column | undefined) =>
    Math.max(headWidth / 2 + GROUP_PAD * (column?.groups.length ?? 0), OVERHANG + FRAME_INSET * depth + CLEARANCE) + 0.5;
  const left = Math.max(side(columns[0]), columns.length === 1 ? ALONE : 0);
  const right = Math.max(side(columns.at(-1)), columns.length === 1 ? ALONE : 0);
  const gaps = spread(least, asked, pageWidth - left - right, WIDEST_GAP);
  const xs = columns.length === 0 ? [] : [left];
  for (const gap of gaps) xs.push((xs.at(-1) ?? left) + gap);
  const heads = columns.map(({ head }) => balanceText(head, headWidth - 2 * PAD_X, measureBold));
  return { columns, xs, at, headWidth, heads, width: (xs.at(-1) ?? left) + right, depth };
}

/** Room for the heads, and for what stands beside a lifeline: a message to oneself, a timer. */
function leastGaps(
  columns: readonly Column[],
  rows: Plan["rows"],
  at: Lifelines["at"],
  headWidth: number,
  depth: number,
  isTight: boolean,
): readonly number[] {
  const framed = depth === 0 ? 0 : isTight ? TIGHT_GAP : FRAMED_GAP;
  const least = columns.slice(1).map((column, index) => Math.max(headWidth + HEAD_GAP + groupPads(columns[index], column), framed));
  for (const row of rows) {
    const beside = row.kind === "timer" ? row.participants[0] : row.kind === "message" && row.from === row.to ? row.from : undefined;
    if (beside === undefined) continue;
    const gap = Math.min(at.get(beside) ?? 0, least.length - 1);
    if (gap >= 0) least[gap] = Math.max(least[gap] ?? 0, isTight ? BESIDE_GAP : BESIDE_GAP + framed);
  }
  return least;
}

/** The same for all heads: as wide as the longest word. */
function narrowestHead(columns: readonly Column[]): number {
  let width = NARROWEST_HEAD - 2 * PAD_X;
  for (const { head } of columns)
    for (const word of head.split(" ")) width = Math.max(width, Math.min(measureBold(word) + 0.01, WIDEST_HEAD_WORD));
  return width + 2 * PAD_X;
}

/** The narrowest width at which the tallest head has the fewest lines that the gaps allow. */
function roomyHead({ columns, xs, headWidth }: Lifelines): number {
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

/** What the groups that end and begin between two neighbours need. */
function groupPads(left: Column | undefined, right: Column | undefined): number {
  if (left === undefined || right === undefined) return 0;
  let common = 0;
  while (left.groups[common] !== undefined && left.groups[common]?.id === right.groups[common]?.id) common += 1;
  return (left.groups.length + right.groups.length - 2 * common) * GROUP_PAD;
}

/** The widest label between each two neighbours. */
function askedGaps(rows: Plan["rows"], at: ReadonlyMap<string, number>, least: readonly number[]): readonly number[] {
  const asked = [...least];
  for (const row of rows) {
    if (row.kind !== "message") continue;
    const from = at.get(row.from) ?? 0;
    const to = at.get(row.to) ?? 0;
    const gap = Math.min(from, to);
    if (Math.abs(from - to) !== 1 || (asked[gap] ?? 0) >= WIDEST_LABEL) continue;
    const label = measureRegular(labelOf(row)) + 2 * CLEARANCE;
    asked[gap] = Math.max(asked[gap] ?? 0, Math.min(label, WIDEST_LABEL));
  }
  return asked;
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
