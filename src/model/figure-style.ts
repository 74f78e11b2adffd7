/** The roles of lines in a figure. */
export const lineRoles = ["lifeline", "request", "reply", "ack", "one-way", "frame", "operand", "fold", "timer", "end"] as const;
export type LineRole = (typeof lineRoles)[number];

/** The roles of shapes in a figure. */
export const shapeRoles = [
  "head",
  "group",
  "condition",
  "action",
  "exchange",
  "reference",
  "note",
  "tag",
  "timer",
  "activation",
  "lost",
] as const;
export type ShapeRole = (typeof shapeRoles)[number];

/** A house style, as a file says it: all that is otherwise than in black and white on the text area of an A4 page. */
export interface FigureStyle {
  readonly kind: "figure-style";
  readonly summary: string;
  /** As `170x240mm`. */
  readonly page?: string;
  /** Of the smallest type, in points. */
  readonly minSize?: number;
  /** Whether the heads are repeated at the foot. */
  readonly feet?: boolean;
  /** From the one that is wanted to those of the same widths that stand in for it. */
  readonly fonts?: readonly string[];
  /** Colours are `#rrggbb`. */
  readonly paper?: string;
  /** Of texts and filled arrowheads. */
  readonly ink?: string;
  readonly lines?: { readonly [role in LineRole]?: StrokeStyle };
  readonly shapes?: { readonly [role in ShapeRole]?: StrokeStyle & { readonly fill?: string | null } };
  readonly ladder?: {
    /** Cells of a line. */
    readonly columns?: number;
    readonly ascii?: boolean;
  };
}

/** What is not said is as in black and white. Lengths are points of a figure with type of 8 pt. */
export interface StrokeStyle {
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
}
