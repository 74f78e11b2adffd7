import type { LineRole, ShapeRole } from "../model/figure-style.ts";
import type { Face } from "./measure/text-width.ts";

/**
 * One page of a figure, in which everything has its place and nothing a look: a writer chooses line weights, dashes and colours by
 * role (`Theme`). The user unit is an eighth of the size of the type, which is a point (1/72 inch) for labels of 8 pt; y grows downwards.
 */
export interface Scene {
  readonly kind: "scene";
  /** From 1: which page of its figure this is. */
  readonly page: number;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** How many points of the printed page a user unit is: 1 for labels of 8 pt, 1.25 for labels of 10 pt. */
  readonly scale: number;
  /** From the back to the front. */
  readonly parts: readonly Part[];
}

/** What belongs together; one for each step. */
export interface Part {
  readonly kind: "part";
  readonly role: "lifelines" | "activation" | "head" | "group" | "fragment" | "step" | "note" | "continued";
  /** Unique in the figure; `step-3` for a step, `steps-3-5` for several that are one arrow. */
  readonly id: string | null;
  readonly title: string | null;
  /** What a step is; null for all else. */
  readonly step: StepInfo | null;
  readonly marks: readonly Mark[];
}

/** What a page that shows more than the figure needs to know of a step. */
export interface StepInfo {
  readonly kind: "message" | "condition" | "action" | "exchange" | "reference" | "timer";
  /** Ids of the steps of the flow (`Step.id`); none for what has no number. */
  readonly ids: readonly string[];
  /** As printed: `3.`, `3~5.`; "" for what has no number. */
  readonly label: string;
  /** Unbroken. */
  readonly text: string;
  /** Ids of the participants; the same for an action, null where it belongs to none or several. */
  readonly from: string | null;
  readonly to: string | null;
  /** From the top of what belongs to the step to its bottom, over the whole width. */
  readonly top: number;
  readonly bottom: number;
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
  readonly role: LineRole;
  readonly points: readonly Point[];
}

/** An outline. */
export interface Shape {
  readonly kind: "shape";
  readonly role: ShapeRole;
  readonly points: readonly Point[];
  /** No line leads from the last point back to the first: there it goes on, on the next page. */
  readonly open?: true;
}

/** Filled for what is sent to be answered or as an answer, open for what nobody answers. */
export interface Arrowhead {
  readonly kind: "arrowhead";
  readonly role: "filled" | "open";
  /** Of the line it ends. */
  readonly of: Line["role"];
  readonly tip: Point;
  /** 1 points to the right, -1 to the left. */
  readonly direction: 1 | -1;
}

/** Lines of text, the same in every writer: they are broken already. */
export interface Words {
  readonly kind: "words";
  readonly role: "label" | "head" | "group" | "inside" | "note" | "tag" | "guard" | "timer" | "continued";
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
export function cornersOf({ x, y, width, height }: Box): readonly [Point, Point, Point, Point] {
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
