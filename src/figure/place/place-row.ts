import type { Lifelines } from "../columns/lifelines.ts";
import { type Content, labelOf } from "../plan/row.ts";
import type { Part, StepInfo } from "../scene.ts";
import type { Canvas } from "./canvas.ts";
import { placeAction, placeCondition, placeExchange, placeReference } from "./place-box.ts";
import { type Placed, placeMessage } from "./place-message.ts";
import { placeNote, placeTimer } from "./place-note.ts";

export function placeRow(row: Content, top: number, canvas: Canvas): Placed {
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

/** A row where it belongs, with what it is. */
export function partOf(row: Content, { marks, bottom }: Placed, top: number, lines: Lifelines): Part {
  const role = row.kind === "note" ? "note" : "step";
  return { kind: "part", role, id: row.id, title: titleOfRow(row, lines), step: infoOf(row, top, bottom), marks };
}

function infoOf(row: Content, top: number, bottom: number): StepInfo | null {
  if (row.kind === "note") return null;
  const from = "from" in row ? row.from : row.participants.length === 1 ? (row.participants[0] ?? null) : null;
  const to = "to" in row ? row.to : from;
  return { kind: row.kind, ids: row.steps, label: row.label, text: row.text, from, to, top, bottom };
}

function titleOfRow(row: Content, { at, columns }: Lifelines): string | null {
  const name = (participant: string) => columns[at.get(participant) ?? -1]?.name ?? participant;
  switch (row.kind) {
    case "message":
      return `${labelOf(row)}, ${name(row.from)} to ${name(row.to)}${row.lost ? ", lost" : ""}`;
    case "exchange":
      return `${labelOf(row)}, between ${name(row.from)} and ${name(row.to)}`;
    case "action":
    case "timer":
      return `${labelOf(row)} (${row.participants.map(name).join(", ")})`;
    case "condition":
    case "reference":
      return labelOf(row);
    case "note":
      return null;
  }
}
