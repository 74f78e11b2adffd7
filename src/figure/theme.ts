import type { FigureStyle, LineRole, ShapeRole } from "../model/figure-style.ts";

/** How the roles of a scene look: what SVG, PDF and pictures agree on. Colours are `#rrggbb`, lengths user units. */
export interface Theme {
  /** From the one that is wanted to those of the same widths that stand in for it. */
  readonly fonts: readonly string[];
  readonly paper: string;
  /** Of texts and filled arrowheads. */
  readonly ink: string;
  readonly lines: { readonly [role in LineRole]: Stroke };
  readonly shapes: { readonly [role in ShapeRole]: Fill & Stroke };
}

export interface Stroke {
  readonly stroke: string;
  readonly width: number;
  /** Lengths of dashes and gaps; none for a line without. */
  readonly dash: readonly number[];
}

export interface Fill {
  /** Null for none. */
  readonly fill: string | null;
}

const BLACK = "#000000";
const WHITE = "#ffffff";

/** For what only guides the eye, and for what is said: weights that a printer and a copier keep. */
const hair: Stroke = { stroke: BLACK, width: 0.5, dash: [] };
const solid: Stroke = { stroke: BLACK, width: 0.75, dash: [] };

/** Black on white. Arial is what a specification is set in; the other faces have its widths, so that nothing moves where it is missing. */
export const BLACK_AND_WHITE: Theme = {
  fonts: ["Arial", "Liberation Sans", "Arimo", "Helvetica", "sans-serif"],
  paper: WHITE,
  ink: BLACK,
  lines: {
    lifeline: hair,
    request: solid,
    reply: { ...solid, dash: [3, 2] },
    ack: solid,
    "one-way": solid,
    frame: solid,
    operand: { ...hair, dash: [4, 2] },
    fold: hair,
    timer: solid,
    end: solid,
  },
  shapes: {
    head: { ...solid, fill: WHITE },
    group: { ...hair, fill: null },
    condition: { ...solid, fill: WHITE },
    action: { ...solid, fill: WHITE },
    exchange: { ...solid, fill: WHITE },
    reference: { ...solid, fill: WHITE },
    note: { ...hair, fill: WHITE },
    tag: { ...solid, fill: WHITE },
    timer: { ...solid, fill: WHITE },
    activation: { ...hair, fill: WHITE },
    lost: { ...hair, fill: BLACK },
  },
};

/** A style as it looks: what it does not say is black and white. */
export function themeOf({ fonts, paper, ink, lines = {}, shapes = {} }: FigureStyle): Theme {
  const plain = BLACK_AND_WHITE;
  const merged = <K extends string, V extends object>(base: { readonly [role in K]: V }, over: { readonly [role in K]?: Partial<V> }) =>
    Object.fromEntries(Object.entries<V>(base).map(([role, look]) => [role, { ...look, ...over[role as K] }])) as {
      readonly [role in K]: V;
    };
  return {
    fonts: fonts ?? plain.fonts,
    paper: paper ?? plain.paper,
    ink: ink ?? plain.ink,
    lines: merged(plain.lines, lines),
    shapes: merged(plain.shapes, shapes),
  };
}
