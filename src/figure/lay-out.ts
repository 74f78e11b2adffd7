import type { Flow } from "../model/flow.ts";
import type { Canvas } from "./canvas.ts";
import { DENSITIES, type Density, ENDLESS, LOWEST_ROW } from "./density.ts";
import { HEAD_TO_ROW, PAGE_HEIGHT } from "./distances.ts";
import { titleOf } from "./figure-title.ts";
import { Frames } from "./frames.ts";
import { type GroupBox, groupBoxes, placeHeads } from "./heads.ts";
import { type Lifelines, placeLifelines } from "./lifelines.ts";
import { placeAction, placeCondition, placeExchange, placeReference } from "./place-box.ts";
import { type Placed, placeMessage } from "./place-message.ts";
import { placeFootnote, placeNote, placeTimer } from "./place-note.ts";
import { planOf } from "./plan-of.ts";
import { labelOf, type Plan, type Row } from "./row.ts";
import type { Line, Part, Scene } from "./scene.ts";
import type { View } from "./step-rows.ts";
import { lineOf, wordsAt } from "./words.ts";

/**
 * Where everything of a figure stands: the columns first, then row by row downwards, then what spans all rows. The rows stand as
 * comfortably as the page lets them.
 */
export function layOut(flow: Flow, { view = "hops" }: { readonly view?: View } = {}): Scene {
  const plan = planOf(flow, view);
  const about = { kind: "scene", title: titleOf(flow), description: descriptionOf(flow, plan) } as const;
  if (plan.columns.length === 0) return { ...about, ...empty() };
  const lines = placeLifelines(plan);
  return { ...about, width: lines.width, ...placeFigure(plan, lines) };
}

function placeFigure(plan: Plan, lines: Lifelines): Pick<Scene, "height" | "parts"> {
  const groups = groupBoxes(lines);
  if (plan.rows.length * LOWEST_ROW < PAGE_HEIGHT) {
    for (const density of DENSITIES) {
      const figure = placeAll(plan, lines, groups, density);
      if (figure.height <= PAGE_HEIGHT) return figure;
    }
  }
  return placeAll(plan, lines, groups, ENDLESS);
}

function placeAll(plan: Plan, lines: Lifelines, groups: readonly GroupBox[], density: Density): Pick<Scene, "height" | "parts"> {
  const above = placeHeads(lines, groups, 0.5, "above");
  const rows = placeRows(plan.rows, new Frames(lines, density), 0.5 + above.height + HEAD_TO_ROW, lines);
  const below = placeHeads(lines, groups, rows.bottom + HEAD_TO_ROW, "below");
  const lifelines = lifelinesOf(lines, above.edge, below.edge);
  let bottom = rows.bottom + HEAD_TO_ROW + below.height;
  const footnotes: Part[] = [];
  for (const note of plan.footnotes) {
    const placed = placeFootnote(note, bottom, lines.width);
    bottom = placed.bottom;
    footnotes.push({ kind: "part", role: "note", id: null, title: null, marks: placed.marks });
  }
  return { height: bottom + 0.5, parts: [lifelines, ...above.parts, ...rows.parts, ...below.parts, ...footnotes] };
}

function placeRows(
  rows: readonly Row[],
  frames: Frames,
  top: number,
  lines: Lifelines,
): { readonly parts: readonly Part[]; readonly bottom: number } {
  const parts: Part[] = [];
  let y = top;
  for (const row of rows) {
    if (row.kind === "open") y = frames.open(row, y);
    else if (row.kind === "operand") y = frames.operand(row, y);
    else if (row.kind === "close") {
      const closed = frames.close(y);
      if (closed.part !== null) parts.push(closed.part);
      y = closed.bottom;
    } else {
      const placed = placeRow(row, y, frames.canvas());
      parts.push({
        kind: "part",
        role: row.kind === "note" ? "note" : "step",
        id: row.id,
        title: titleOfRow(row, lines),
        marks: placed.marks,
      });
      y = placed.bottom;
    }
  }
  return { parts, bottom: y };
}

type Content = Exclude<Row, { kind: "open" | "operand" | "close" }>;

function placeRow(row: Content, top: number, canvas: Canvas): Placed {
  switch (row.kind) {
    case "message":
      return placeMessage(row, top, canvas);
    case "condition":
      return placeCondition(row, top, canvas);
    case "action":
      return placeAction(row, top, canvas);
    case "exchange":
      return placeExchange(row, top, canvas);
    case "reference":
      return placeReference(row, top, canvas);
    case "timer":
      return placeTimer(row, top, canvas);
    case "note":
      return placeNote(row, top, canvas);
  }
}

function titleOfRow(row: Content, { at, columns }: Lifelines): string | null {
  const name = (participant: string) => columns[at.get(participant) ?? -1]?.name ?? participant;
  switch (row.kind) {
    case "message":
      return `${labelOf(row)}, ${name(row.from)} to ${name(row.to)}`;
    case "exchange":
      return `${labelOf(row)}, between ${name(row.from)} and ${name(row.to)}`;
    case "action":
    case "timer":
      return `${labelOf(row)}, ${row.participants.map(name).join(", ")}`;
    case "condition":
    case "reference":
      return labelOf(row);
    case "note":
      return null;
  }
}

function lifelinesOf({ xs }: Lifelines, top: number, bottom: number): Part {
  const marks = xs.map(
    (x): Line => ({
      kind: "line",
      role: "lifeline",
      points: [
        { x, y: top },
        { x, y: bottom },
      ],
    }),
  );
  return { kind: "part", role: "lifelines", id: null, title: null, marks };
}

function descriptionOf(flow: Flow, { columns }: Plan): string {
  const names = columns.map(({ name }) => name).join(", ");
  return `Call flow with ${flow.steps.length} numbered steps between ${names === "" ? "no participants" : names}.`;
}

/** A flow without participants is still a figure. */
function empty(): Pick<Scene, "width" | "height" | "parts"> {
  const words = wordsAt("label", lineOf("This flow has no participants."), { x: 60, top: 2 });
  return { width: 120, height: words.box.height + 4, parts: [{ kind: "part", role: "note", id: null, title: null, marks: [words] }] };
}
