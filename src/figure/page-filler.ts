import type { Canvas } from "./canvas.ts";
import type { Density } from "./density.ts";
import { BAR_HALF, CROSS, HEAD_TO_ROW } from "./distances.ts";
import { Frames } from "./frames.ts";
import { type GroupBox, headHeight, placeHead, placeHeads } from "./heads.ts";
import type { Lifelines } from "./lifelines.ts";
import { Lives } from "./lives.ts";
import { placeCreation } from "./place-message.ts";
import { type Content, partOf, placeRow } from "./place-row.ts";
import type { LifeEvents, OpenRow, Plan } from "./row.ts";
import type { Part } from "./scene.ts";
import { NOTHING } from "./text-rows.ts";
import { heightOf, lineOf, wordsAt } from "./words.ts";

/** What does not change from page to page. */
export interface Figure {
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
  /** How high a page would have to be for the first row that is not on it. */
  readonly wanted: number;
  readonly next: Start;
}

/** Places rows from `start` on, up to `end` or to the one that does not fit on the page. */
export function fillPage(figure: Figure, start: Start, end: number): Filled {
  const { plan, lines, groups, density, height, feet } = figure;
  const continued = start.row > 0;
  const first = continued ? continuedAt(0.5) : null;
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
  const next = plan.rows[start.row];
  for (const [at, row] of start.frames.entries()) {
    // The guard of the operand that begins here says where it goes on.
    const ends = next?.kind === "operand" && at === start.frames.length - 1;
    y = frames.begin(ends ? { ...row, guard: "" } : row, y, true);
  }
  // Upside down, heads are as high.
  const foot = feet ? HEAD_TO_ROW + above.height + 0.5 : HEAD_TO_ROW;
  const parts: Part[] = [];
  const tops: number[] = [];
  let at = start.row;
  let wanted = 0;
  for (; at < end; at += 1) {
    const row = plan.rows[at];
    if (row === undefined) break;
    const needed = at === plan.rows.length - 1 ? foot : HEAD_TO_ROW;
    if (row.kind === "open" || row.kind === "operand") {
      tops.push(y);
      y = row.kind === "open" ? frames.begin(row, y) : frames.operand(row, y);
      continue;
    }
    if (row.kind === "close") {
      tops.push(y);
      const closed = frames.close(y);
      if (closed.part !== null) parts.push(closed.part);
      y = closed.bottom;
      if (y + needed > height) wanted = y + needed;
      if (wanted > 0) break;
      continue;
    }
    const events = plan.events.get(at) ?? NOTHING;
    const placed = placeWithEvents(row, y, { figure, frames, lives, events });
    const closing = density.boxGap * frames.open().length;
    if (placed.bottom + needed + closing > height) {
      wanted = placed.bottom + needed + closing;
      break;
    }
    tops.push(y);
    placed.commit();
    parts.push(...placed.parts);
    y = placed.bottom;
  }
  const open = frames.open();
  const last = at >= plan.rows.length;
  const bottom = last ? y : Math.min(height - 0.5, y + HEAD_TO_ROW);
  const ended = last && feet ? placeHeads(lines, groups, bottom + HEAD_TO_ROW, "below", (index) => lives.exists(index)) : null;
  const edge = last ? bottom + HEAD_TO_ROW : bottom;
  const lifelines = lives.finish((index) => ended?.edges[index] ?? edge, !last);
  return {
    parts: [...lifelines, ...(first?.parts ?? []), ...above.parts, ...parts, ...frames.breakAt(bottom), ...(ended?.parts ?? [])],
    bottom: ended === null ? edge : bottom + HEAD_TO_ROW + ended.height,
    tops,
    wanted,
    next: { row: at, frames: open, lives },
  };
}

interface Around {
  readonly figure: Figure;
  readonly frames: Frames;
  readonly lives: Lives;
  readonly events: LifeEvents;
}

/** A row, the head it makes, and what befalls lifelines there; that happens only when it is known to stay on the page. */
function placeWithEvents(row: Content, top: number, { figure, frames, lives, events }: Around) {
  const { lines } = figure;
  const bar = (participant: string) => (lives.isActive(participant) || events.starts.includes(participant) ? BAR_HALF : 0);
  const { left, right, density } = frames.canvas();
  const canvas: Canvas = { lines, left, right, density, bar };
  const [created] = events.creates;
  const made = row.kind === "message" && created !== undefined ? lines.at.get(created) : undefined;
  const height = made === undefined ? 0 : headHeight(lines, made);
  const creation = row.kind === "message" && made !== undefined ? placeCreation(row, top, canvas, height) : null;
  const placed = creation ?? placeRow(row, top, canvas);
  const parts = [partOf(row, placed, top, lines)];
  if (creation !== null && made !== undefined) parts.push(placeHead(lines, made, creation.headTop, height));
  const bottom = placed.bottom + (events.ends.length > 0 ? 2 * CROSS : 0);
  const commit = () => {
    for (const one of events.creates) lives.create(one, (creation?.headTop ?? placed.from) + height);
    for (const one of events.starts) lives.start(one, creation === null ? placed.from : creation.headTop + height);
    for (const one of events.stops) lives.stop(one, Math.max(placed.until, creation === null ? 0 : creation.headTop + height));
    for (const one of events.ends) lives.end(one, bottom - CROSS);
  };
  return { parts, bottom, commit };
}

const NOBODY: ReadonlySet<string> = new Set();

function createdIn({ events }: Plan): ReadonlySet<string> {
  return new Set([...events.values()].flatMap(({ creates }) => creates));
}

/** What a page says that goes on with another. */
export function continuedAt(top: number): { readonly parts: readonly Part[]; readonly height: number } {
  const words = wordsAt("continued", lineOf("(continued)"), { x: 0.5, top, anchor: "start" });
  const part: Part = { kind: "part", role: "continued", id: null, title: null, step: null, marks: [words] };
  return { parts: [part], height: heightOf({ lines: [""] }) + 2 };
}
