import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { placeLifelines } from "../columns/lifelines.ts";
import { A4, type LayOutOptions } from "../page.ts";
import { DENSITIES, ENDLESS } from "../place/density.ts";
import { groupBoxes } from "../place/heads.ts";
import { placePages } from "../place/place-pages.ts";
import { collapse } from "../plan/collapse.ts";
import { eventsOf } from "../plan/life-events.ts";
import { planOf } from "../plan/plan-of.ts";
import type { MessageRow, Plan, Row } from "../plan/row.ts";
import { cornersOf, type Mark, type Part, type Point } from "../scene.ts";

/** A figure as bands from top to bottom, each over its whole width. */
export interface Ladder {
  readonly width: number;
  readonly plan: Plan;
  readonly heads: Band;
  readonly bands: readonly Band[];
  /** What goes through several bands: lifelines, bars, frames. */
  readonly behind: readonly Part[];
}

export interface Band {
  readonly top: number;
  readonly bottom: number;
  /** What belongs to this band alone. */
  readonly parts: readonly Part[];
  readonly step: StepBand | null;
}

export interface StepBand {
  readonly part: Part;
  /** Of the bands that show the same, as one arrow and as its hops; null where there is no choice. */
  readonly group: number | null;
  readonly as: "arrow" | "hop";
}

/** What a browser can still show. */
const MOST_STEPS = 5_000;

/**
 * The figure for a screen: one page of any height. A message that goes from end to end over several hops has a band as one arrow and a band for each hop; whoever shows
 * the page shows one or the others.
 *
 * @throws BadInput where there is more than a browser can show
 */
export function placeBands(flow: Flow, options: LayOutOptions): Ladder {
  if (flow.steps.length > MOST_STEPS)
    throw new BadInput(`a page with ${flow.steps.length} steps is more than a browser can show`, {
      remedy: `Up to ${MOST_STEPS} are possible; draw it as svg or pdf instead`,
    });
  const hops = planOf(flow, { ...options, view: "hops" });
  const { rows, groups } = withArrows(hops, planOf(flow, { ...options, view: "ends" }).rows);
  const plan = { ...hops, rows, events: eventsOf(flow, rows, collapse(flow, options.collapse ?? [])) };
  const lines = placeLifelines(hops, (options.page ?? A4).width);
  const figure = {
    flow,
    plan,
    lines,
    groups: groupBoxes(lines),
    density: DENSITIES[0] ?? ENDLESS,
    height: Number.POSITIVE_INFINITY,
    feet: false,
    grows: true,
  };
  const [sheet] = placePages(figure, String);
  return { width: lines.width, plan, ...cut(sheet?.parts ?? [], sheet?.height ?? 0, groups) };
}

/** In front of the hops of a message, the one arrow that stands for them. */
function withArrows({ rows, events }: Plan, ends: readonly Row[]): { readonly rows: readonly Row[]; readonly groups: Groups } {
  const arrows = new Map<string, MessageRow>();
  for (const row of ends) if (row.kind === "message" && row.steps.length > 1) for (const step of row.steps) arrows.set(step, row);
  const groups = new Map<string, number>();
  const placed = new Map<Row, boolean>();
  const merged: Row[] = [];
  for (const [at, row] of rows.entries()) {
    const arrow = row.kind === "message" ? arrows.get(row.steps[0] ?? "") : undefined;
    if (arrow !== undefined && !placed.has(arrow)) {
      // A head that a hop makes can be at one place only.
      const fixed = rows.slice(at, at + arrow.steps.length).some((_, next) => (events.get(at + next)?.creates.length ?? 0) > 0);
      placed.set(arrow, !fixed);
      if (!fixed) {
        if (arrow.id !== null) groups.set(arrow.id, groups.size);
        merged.push(arrow);
      }
    }
    if (arrow !== undefined && placed.get(arrow) === true && row.kind === "message" && row.id !== null)
      groups.set(row.id, groups.get(arrow.id ?? "") ?? 0);
    merged.push(row);
  }
  return { rows: merged, groups: { of: groups, arrows: new Set([...arrows.values()].map(({ id }) => id)) } };
}

interface Groups {
  /** By the id of a part. */
  readonly of: ReadonlyMap<string, number>;
  readonly arrows: ReadonlySet<string | null>;
}

function cut(parts: readonly Part[], height: number, groups: Groups): Pick<Ladder, "heads" | "bands" | "behind"> {
  const behind = parts.filter(({ role }) => role === "lifelines" || role === "activation" || role === "fragment");
  const others = parts.filter((part) => !behind.includes(part));
  const first = others.findIndex(({ role }) => role !== "head" && role !== "group");
  const above = others.slice(0, first < 0 ? others.length : first);
  const below = others.slice(above.length);
  const loose = below.filter(({ step }) => step === null).sort((one, other) => topOf(one) - topOf(other));
  let y = above.reduce((bottom, part) => Math.max(bottom, bottomOf(part)), 0) + 0.5;
  const heads: Band = { top: 0, bottom: y, parts: above, step: null };
  const bands: Band[] = [];
  const put = (bottom: number, step: StepBand | null) => {
    const parts: Part[] = step === null ? [] : [step.part];
    while (loose[0] !== undefined && topOf(loose[0]) < bottom) parts.unshift(...loose.splice(0, 1));
    if (step !== null || bottom - y > 0.01) bands.push({ top: y, bottom, parts, step });
    y = Math.max(y, bottom);
  };
  for (const part of below) {
    if (part.step === null) continue;
    put(part.step.top, null);
    const group = groups.of.get(part.id ?? "") ?? null;
    put(part.step.bottom, { part, group, as: group !== null && groups.arrows.has(part.id) ? "arrow" : "hop" });
  }
  put(height, null);
  return { heads, bands, behind };
}

function topOf(part: Part): number {
  return Math.min(...pointsOf(part).map(({ y }) => y));
}

function bottomOf(part: Part): number {
  return Math.max(...pointsOf(part).map(({ y }) => y));
}

function pointsOf({ marks }: Part): readonly Point[] {
  return marks.flatMap(pointsOfMark);
}

function pointsOfMark(mark: Mark): readonly Point[] {
  switch (mark.kind) {
    case "line":
    case "shape":
      return mark.points;
    case "arrowhead":
      return [mark.tip];
    case "words":
      return cornersOf(mark.box);
  }
}
