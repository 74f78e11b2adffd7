import type { Face } from "./text-width.ts";

/**
 * A figure in which everything has its place and nothing a look: a writer chooses line weights, dashes and colours by role. The
 * user unit is the point (1/72 inch); y grows downwards.
 */
export interface Scene {
  readonly kind: "scene";
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** From the back to the front. */
  readonly parts: readonly Part[];
}

/** What belongs together; one for each step. */
export interface Part {
  readonly kind: "part";
  readonly role: "lifelines" | "head" | "group" | "fragment" | "step" | "note";
  /** Unique in the scene; `step-3` for a step. */
  readonly id: string | null;
  readonly title: string | null;
  readonly marks: readonly Mark[];
}

export type Mark = Line | Shape | Arrowhead | Words;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its sides along the axes. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly kind: "line";
  readonly role: "lifeline" | "request" | "reply" | "ack" | "one-way" | "frame" | "operand" | "fold" | "timer";
  readonly points: readonly Point[];
}

/** A closed outline. */
export interface Shape {
  readonly kind: "shape";
  readonly role: "head" | "group" | "condition" | "action" | "exchange" | "reference" | "note" | "tag" | "timer";
  readonly points: readonly Point[];
}

/** Filled for what is sent to be answered or as an answer, open for what nobody answers. */
export interface Arrowhead {
  readonly kind: "arrowhead";
  readonly role: "filled" | "open";
  readonly tip: Point;
  /** 1 points to the right, -1 to the left. */
  readonly direction: 1 | -1;
}

/** Lines of text, the same in every writer: they are broken already. */
export interface Words {
  readonly kind: "words";
  readonly role: "label" | "head" | "group" | "inside" | "note" | "tag" | "guard" | "timer";
  readonly face: Face;
  readonly anchor: "start" | "middle";
  readonly lines: readonly TextLine[];
  /** What the lines cover. */
  readonly box: Box;
  /** Whether something lies behind them that must not be seen through them. */
  readonly halo: boolean;
}

export interface TextLine {
  /** Where the anchor stands on the baseline. */
  readonly at: Point;
  readonly text: string;
}

/** The four corners of a box, clockwise from the upper left. */
export function cornersOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** What an arrowhead covers. */
export function boxOf({ tip, direction }: Arrowhead): Box {
  const x = direction > 0 ? tip.x - HEAD_LENGTH : tip.x;
  return { x, y: tip.y - HEAD_HALF_WIDTH, width: HEAD_LENGTH, height: 2 * HEAD_HALF_WIDTH };
}

/** Three times as long as half as wide: slim, and still an arrow when a printer makes a hairline of its line. */
export const HEAD_LENGTH = 6;
export const HEAD_HALF_WIDTH = 1.75;
