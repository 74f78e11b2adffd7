import type { Flow } from "../../model/flow.ts";
import type { Lifelines } from "../columns/lifelines.ts";
import { NOTHING } from "../other-programs/text-rows.ts";
import { type Content, createdIn, type LifeEvents, type OpenRow, type Plan } from "../plan/row.ts";
import type { Part } from "../scene.ts";
import type { Canvas } from "./canvas.ts";
import type { Density } from "./density.ts";
import { BAR_HALF, CROSS, HEAD_TO_ROW } from "./distances.ts";
import { Frames } from "./frames.ts";
import { type GroupBox, headHeight, placeHead, placeHeads } from "./heads.ts";
import { Lives } from "./lives.ts";
import { placeCreation } from "./place-message.ts";
import { partOf, placeRow } from "./place-row.ts";
import { heightOf, lineOf, wordsAt } from "./words.ts";

/** What does not change from page to page. */
export interface Figure {
  readonly flow: Flow;
  readonly plan: Plan;
  readonly lines: Lifelines;
  readonly groups: readonly GroupBox[];
  readonly density: Density;
  /** Of a page. */
  readonly height: number;
  /** Whether the heads are repeated at the foot. */
  readonly feet: boolean;
  /** Whether a page may be higher where a row needs it. */
  readonly grows: boolean;
}

/** Where a page begins. */
export interface Start {
  readonly row: number;
  readonly frames: readonly OpenRow[];
  readonly lives: Lives | null;
}

/** A page with rows on it. */
export interface Filled {
  readonly parts: readonly Part[];
  /** Of the rows, or of the heads under the last of them. */
  readonly bottom: number;
  /** Of each row on it, its top. */
  readonly tops: readonly number[];
  /** Where the last row ends. */
  readonly end: number;
  readonly next: Start;
}

/** What stands above the first row of a page, and under the last one of the figure: upside down, heads are as high. */
export function marginsOf(lines: Lifelines, groups: readonly GroupBox[], feet: boolean): Margins {
  const heads = placeHeads(lines, groups, 0, "above").height;
  const above = 0.5 + heads + HEAD_TO_ROW;
  return { above, continued: above + continuedAt(0).height, below: HEAD_TO_ROW, atEnd: HEAD_TO_ROW + (feet ? heads : 0) + 0.5 };
}

/** In units, the frames that go on not counted. */
export interface Margins {
  /** Of the first page, and of each other. */
  readonly above: number;
  readonly continued: number;
  /** Of every page but the last, and of that. */
  readonly below: number;
  readonly atEnd: number;
}

/** Places rows from `start` up to `end`. */
export function fillPage(figure: Figure, start: Start, end: number): Filled {
  const { plan, lines, groups, density, height, feet } = figure;
  const first = start.row > 0 ? continuedAt(0.5) : null;
  const created = start.lives === null ? createdIn(plan) : NOBODY;
  const top = 0.5 + (first?.height ?? 0);
  const { lives: before } = start;
  const above = placeHeads(
    lines,
    groups,
    top,
    "above",
    (index) => before?.exists(index) ?? !created.has(lines.columns[index]?.participant ?? ""),
  );
  const lives = new Lives(lines, above.edges, before, created);
  const frames = new Frames(lines, density);
  let y = top + above.height + HEAD_TO_ROW;
  for (const row of plan.rows[start.row]?.kind === "operand" ? withoutLastGuard(start.frames) : start.frames)
    y = frames.begin(row, y, true);
  const parts: Part[] = [];
  const tops: number[] = [];
  for (let at = start.row; at < end; at += 1) {
    const row = plan.rows[at];
    if (row === undefined) break;
    tops.push(y);
    if (row.kind === "open") y = frames.begin(row, y);
    else if (row.kind === "operand") y = frames.operand(row, y);
    else if (row.kind === "close") {
      const closed = frames.close(y);
      if (closed.part !== null) parts.push(closed.part);
      y = closed.bottom;
    } else y = placeWithEvents(row, y, { figure, frames, lives, events: plan.events.get(at) ?? NOTHING, parts });
  }
  const open = frames.open();
  const last = end >= plan.rows.length;
  const bottom = last ? y : Math.min(height - 0.5, y + HEAD_TO_ROW);
  const ended = last && feet ? placeHeads(lines, groups, bottom + HEAD_TO_ROW, "below", (index) => lives.exists(index)) : null;
  const edge = last ? bottom + HEAD_TO_ROW : bottom;
  const lifelines = lives.finish((index) => ended?.edges[index] ?? edge, !last);
  return {
    parts: [...lifelines, ...(first?.parts ?? []), ...above.parts, ...parts, ...frames.breakAt(bottom), ...(ended?.parts ?? [])],
    bottom: ended === null ? edge : bottom + HEAD_TO_ROW + ended.height,
    tops,
    end: y,
    next: { row: end, frames: open, lives },
  };
}

/** The guard of the operand that begins here says where its frame goes on. */
export function withoutLastGuard(open: readonly OpenRow[]): readonly OpenRow[] {
  return open.map((row, at) => (at === open.length - 1 ? { ...row, guard: "" } : row));
}

interface Around {
  readonly figure: Figure;
  readonly frames: Frames;
  readonly lives: Lives;
  readonly events: LifeEvents;
  /** What is placed comes after these. */
  readonly parts: Part[];
}

/** A row, the head it makes, and what befalls lifelines there. @returns its bottom */
function placeWithEvents(row: Content, top: number, { figure, frames, lives, events, parts }: Around): number {
  const { lines } = figure;
  const bar = (participant: string) => (lives.isActive(participant) || events.starts.includes(participant) ? BAR_HALF : 0);
  const { left, right, density } = frames.canvas();
  const canvas: Canvas = { lines, left, right, density, bar };
  const [created] = events.creates;
  const made = row.kind === "message" && created !== undefined ? lines.at.get(created) : undefined;
  const height = made === undefined ? 0 : headHeight(lines, made);
  const creation = row.kind === "message" && made !== undefined ? placeCreation(row, top, canvas, height) : null;
  const placed = creation ?? placeRow(row, top, canvas);
  parts.push(partOf(row, placed, top, lines));
  if (creation !== null && made !== undefined) parts.push(placeHead(lines, made, creation.headTop, height));
  const bottom = placed.bottom + (events.ends.length > 0 ? 2 * CROSS : 0);
  for (const one of events.creates) lives.create(one, (creation?.headTop ?? placed.from) + height);
  for (const one of events.starts) lives.start(one, creation === null ? placed.from : creation.headTop + height);
  for (const one of events.stops) lives.stop(one, Math.max(placed.until, creation === null ? 0 : creation.headTop + height));
  for (const one of events.ends) lives.end(one, bottom - CROSS);
  return bottom;
}

const NOBODY: ReadonlySet<string> = new Set();

/** What a page says that goes on with another. */
export function continuedAt(top: number): { readonly parts: readonly Part[]; readonly height: number } {
  const words = wordsAt("continued", lineOf("(continued)"), { x: 0.5, top, anchor: "start" });
  const part: Part = { kind: "part", role: "continued", id: null, title: null, step: null, marks: [words] };
  return { parts: [part], height: heightOf({ lines: [""] }) + 2 };
}
