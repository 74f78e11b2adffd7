import { type Measure, widestWord } from "../measure/wrap-text.ts";
import { groupRuns } from "../plan/group-runs.ts";
import { type Column, labelOf, type Plan, type Row, timerWords } from "../plan/row.ts";

/** Neighbouring columns over which something stands that has words in it, and how wide it has to be for none of them to be cut. */
export interface Need {
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

/** What things take beside their words, in the unit of `measure`. */
export interface Around {
  readonly measure: Measure;
  /** A word that is wider than that is cut in any case. */
  readonly limit: number;
  /** What stands between the sides of a row's outline and its words, on both sides together. */
  beside(row: Row): number;
  /** Between the sides of a frame and what is in it, on both sides together. */
  readonly inFrame: number;
  /** How much wider a frame is than one in it that shares its sides. */
  readonly nested: number;
}

/** What the frames of a figure need. A figure without them needs nothing. */
export function frameNeeds({ rows }: Plan, at: ReadonlyMap<string, number>, around: Around): readonly Need[] {
  const open: { readonly first: number; readonly last: number; width: number }[] = [];
  const needs: Need[] = [];
  const widen = (width: number) => {
    const frame = open.at(-1);
    if (frame !== undefined) frame.width = Math.max(frame.width, width);
  };
  for (const row of rows) {
    if (row.kind === "open") {
      const all = row.participants.flatMap((participant) => at.get(participant) ?? []);
      open.push({ first: Math.min(...all), last: Math.max(...all), width: 0 });
    }
    if (open.length > 0) widen(needOf(row, around) + around.inFrame);
    if (row.kind !== "close") continue;
    const frame = open.pop();
    if (frame === undefined || !Number.isFinite(frame.first)) continue;
    // It may share a side with each of those around it.
    needs.push({ ...frame, width: frame.width + open.length * around.nested });
    widen(frame.width + around.nested);
  }
  return needs;
}

/** How wide the whole figure has to be for what stands in it. */
export function widthNeeded(plan: Plan, at: ReadonlyMap<string, number>, around: Around): number {
  let needed = 0;
  for (const row of plan.rows) needed = Math.max(needed, needOf(row, around));
  // Beside a lifeline that stands alone there is no gap that a frame could widen.
  if (plan.columns.length === 1) for (const { width } of frameNeeds(plan, at, around)) needed = Math.max(needed, width);
  return needed;
}

/** How wide a row is at least. */
function needOf(row: Row, { measure, limit, beside }: Around): number {
  if (row.kind === "close") return 0;
  return widestWord(wordsOfRow(row), measure, limit - beside(row)) + beside(row);
}

function wordsOfRow(row: Exclude<Row, { kind: "close" }>): string {
  switch (row.kind) {
    case "open":
    case "operand":
      return row.guard === "" ? row.operator : `[${row.guard}]`;
    case "timer":
      return timerWords(row);
    case "message":
    case "condition":
    case "action":
    case "exchange":
    case "reference":
    case "note":
      return labelOf(row);
  }
}

/** What the titles of groups need. @param pad beside a title, on both sides together */
export function titleNeeds(
  columns: readonly Column[],
  { measure, limit }: Pick<Around, "measure" | "limit">,
  pad: number,
): readonly Need[] {
  return groupRuns(columns).map(({ group, first, last }) => ({ first, last, width: widestWord(group.name, measure, limit - pad) + pad }));
}

/** Adds to gaps until they have what they need. @param widthOf how wide a need's place is with these gaps */
export function reserve(
  gaps: number[],
  needs: readonly Need[],
  widthOf: (need: Need, gaps: readonly number[]) => number,
  isFramed: boolean,
): void {
  for (const need of needs) {
    const missing = need.width - widthOf(need, gaps);
    if (missing <= 0) continue;
    const within = Array.from({ length: need.last - need.first }, (_, at) => need.first + at);
    // Half a gap belongs to the frame: of those beside it, where it has none.
    const beside = isFramed ? [need.first - 1, need.last].filter((gap) => gap >= 0 && gap < gaps.length) : [];
    const wider = within.length > 0 ? within : beside;
    const share = within.length > 0 ? missing / within.length : (2 * missing) / beside.length;
    for (const gap of wider) gaps[gap] = (gaps[gap] ?? 0) + share;
  }
}
