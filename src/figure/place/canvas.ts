import type { Lifelines } from "../columns/lifelines.ts";
import type { Density } from "./density.ts";
import { CLEARANCE } from "./distances.ts";

/** What a row is placed on: the lifelines, and how far to the left and right it may reach. */
export interface Canvas {
  readonly lines: Lifelines;
  readonly left: number;
  readonly right: number;
  readonly density: Density;
  /** Half the width of the bar that stands on a lifeline at this row; 0 where there is none. */
  readonly bar?: (participant: string) => number;
}

/** Where an arrow meets a lifeline: beside the bar that may stand on it. @param side 1 on its right, -1 on its left */
export function meetingPoint({ lines, bar }: Canvas, participant: string, side: 1 | -1): number {
  return (lines.xs[lines.at.get(participant) ?? 0] ?? 0) + side * (bar?.(participant) ?? 0);
}

/** The lifelines of some participants, from the leftmost to the rightmost; of all where none is named. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly left: number;
  readonly right: number;
}

export function spanOf({ at, xs }: Lifelines, participants: readonly string[]): Span {
  let first = xs.length;
  let last = -1;
  for (const participant of participants) {
    const index = at.get(participant);
    if (index === undefined) continue;
    first = Math.min(first, index);
    last = Math.max(last, index);
  }
  if (last < 0) [first, last] = [0, xs.length - 1];
  return { first, last, left: xs[first] ?? 0, right: xs[last] ?? 0 };
}

/** How far a text may reach that belongs to a span: to the lifelines beside it. */
export function reachOf({ lines, left, right }: Canvas, { first, last }: Span): { readonly left: number; readonly right: number } {
  return {
    left: Math.max(left, (lines.xs[first - 1] ?? Number.NEGATIVE_INFINITY) + CLEARANCE),
    right: Math.min(right, (lines.xs[last + 1] ?? Number.POSITIVE_INFINITY) - CLEARANCE),
  };
}
