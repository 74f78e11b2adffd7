import { CLEARANCE, FOLD, FRAME_INSET, PAD_X, POINT, REFERENCE_TAG } from "../place/distances.ts";
import { measureRegular } from "../place/words.ts";
import { labelOf, type Plan, type Row } from "../plan/row.ts";
import { widthNeeded } from "./room-for-words.ts";

/** What the figure needs, if that may be more than there is. */
export function widthForWords(plan: Plan, at: ReadonlyMap<string, number>, { limit, width, run }: Room): number {
  return run * WIDEST_CHARACTER < width - MOST_BESIDE && plan.columns.length > 1 ? 0 : widthNeeded(plan, at, { ...IN_POINTS, limit }) + 1;
}

interface Room {
  /** A word that is wider is cut. */
  readonly limit: number;
  /** That there is. */
  readonly width: number;
  /** How many characters stand together at most. */
  readonly run: number;
}

export function longestRunIn(rows: readonly Row[]): number {
  let longest = 0;
  for (const row of rows) if (row.kind !== "close") longest = Math.max(longest, longestRun(labelIn(row)));
  return longest;
}

function labelIn(row: Exclude<Row, { kind: "close" }>): string {
  return "guard" in row ? row.guard : labelOf(row);
}

/** How many characters stand together. */
export function longestRun(text: string): number {
  let longest = 0;
  let begin = 0;
  while (begin <= text.length) {
    const space = text.indexOf(" ", begin);
    const end = space < 0 ? text.length : space;
    longest = Math.max(longest, end - begin);
    begin = end + 1;
  }
  return longest;
}

/** An emoji. */
export const WIDEST_CHARACTER = 10;
const MOST_BESIDE = 64;

/** For rows and frames on a page. */
export const IN_POINTS = {
  measure: measureRegular,
  beside: besideWords,
  inFrame: 2 * CLEARANCE,
  nested: 2 * FRAME_INSET,
};

/** What stands in a row beside its words. */
function besideWords(row: Row): number {
  switch (row.kind) {
    case "condition":
      return 2 * (PAD_X + POINT) + 2;
    case "action":
    case "exchange":
    case "note":
      return 2 * PAD_X + FOLD;
    case "reference":
      return 2 * (PAD_X + REFERENCE_TAG);
    case "open":
    case "operand":
      return 2 * PAD_X;
    case "message":
    case "timer":
      return 2;
    case "close":
      return 0;
  }
}
