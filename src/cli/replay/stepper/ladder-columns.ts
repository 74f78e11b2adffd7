import { cellsIn } from "../../../figure/measure/cells.ts";
import type { Play } from "./play.ts";

/** Where everything in the ladder stands, in cells from its left edge. */
export interface Columns {
  /** Of the step labels, behind the mark of the row. */
  readonly labels: number;
  /** Lifelines that are seen, by participant. */
  readonly xs: ReadonlyMap<string, number>;
  /** From one lifeline to the next. */
  readonly spacing: number;
  /** Where the lifelines end. */
  readonly edge: number;
  /** Room for what a row says; 0 for none. */
  readonly texts: number;
  /** How many participants are hidden on either side. */
  readonly hidden: readonly [left: number, right: number];
}

/** Two arrows must be told apart. */
const CLOSEST = 6;
/** An arrow that is longer says no more. */
const WIDEST = 20;
const TEXT_AT_LEAST = 8;
const TEXT_AT_MOST = 30;

/** @param seen participants that must be seen: those of the row */
export function placeColumns({ participants, rows }: Play, width: number, seen: readonly string[]): Columns {
  const labels = Math.max(2, ...rows.map(({ step }) => cellsIn(step ?? "")));
  const begin = labels + 2;
  const longest = Math.max(0, ...rows.map(({ kind, text }) => (kind === "message" ? cellsIn(text) : 0)));
  const room = width - begin;
  const wanted = Math.min(Math.max(longest, TEXT_AT_LEAST), TEXT_AT_MOST, Math.floor(room / 3));
  const needs = participants.length * CLOSEST;
  // Arrows come before words: these stand in the message as well.
  const texts = needs + 1 + wanted <= room ? wanted : room - needs - 1 >= TEXT_AT_LEAST ? room - needs - 1 : 0;
  const lines = room - (texts === 0 ? 0 : texts + 1);
  const count = Math.min(participants.length, Math.max(1, Math.floor(lines / CLOSEST)));
  const first = firstSeen(participants, seen, count);
  const spacing = Math.max(1, Math.min(WIDEST, Math.floor(lines / Math.max(1, count))));
  const shown = participants.slice(first, first + count);
  return {
    ...{ labels, spacing, edge: begin + spacing * count },
    texts: texts === 0 ? 0 : Math.max(0, width - (begin + spacing * count) - 1),
    xs: new Map(shown.map((id, at) => [id, begin + at * spacing + Math.floor(spacing / 2)])),
    hidden: [first, participants.length - first - count],
  };
}

/** The window onto the participants that shows all that must be seen, or the first of them. */
function firstSeen(participants: readonly string[], seen: readonly string[], count: number): number {
  const places = seen.map((id) => participants.indexOf(id)).filter((place) => place >= 0);
  if (places.length === 0) return 0;
  const [left, right] = [Math.min(...places), Math.max(...places)];
  const middle = Math.floor((left + right) / 2) - Math.floor(count / 2);
  const first = right - left < count ? Math.min(left, Math.max(middle, right - count + 1)) : left;
  return Math.max(0, Math.min(first, participants.length - count));
}
