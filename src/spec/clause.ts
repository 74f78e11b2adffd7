import type { StepLabel } from "../model/step-label.ts";

/** The text of one clause: blocks in the order of the page, their numbers computed. A writer only writes it down. */
export interface Clause {
  readonly kind: "clause";
  /** Id of the flow. */
  readonly flow: string;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Plain | PreconditionBlock | FigureBlock | NumberedParagraph | NoteBlock;

export interface Heading {
  readonly kind: "heading";
  /** `10.1.6.2`; "" where the source has none. */
  readonly number: string;
  readonly title: string;
}

/** A paragraph without a number. */
export interface Plain {
  readonly kind: "plain";
  readonly role: "introduction" | "preconditions" | "fragment" | "unnumbered";
  readonly spans: readonly Span[];
}

export interface PreconditionBlock {
  readonly kind: "precondition";
  readonly id: string;
  /** As printed: `a)`. */
  readonly label: string;
  readonly spans: readonly Span[];
}

export interface FigureBlock {
  readonly kind: "figure";
  readonly id: string;
  /** `Figure 10.1.6.2-1: The title`. */
  readonly caption: string;
  /** What the figure shows, for who cannot see it. */
  readonly description: string;
}

export interface NumberedParagraph {
  readonly kind: "paragraph";
  /** Id of its first step. */
  readonly id: string;
  readonly label: StepLabel;
  /** As printed: `3~5.`, `6-7.`, `3`. */
  readonly printed: string;
  readonly spans: readonly Span[];
}

export interface NoteBlock {
  readonly kind: "note";
  readonly id: string;
  readonly style: "note" | "editor";
  /** As printed: `NOTE:`, `NOTE 1:`, `Editor's note:`. */
  readonly printed: string;
  readonly spans: readonly Span[];
}

/** A piece of a paragraph. */
export type Span =
  | { readonly kind: "text"; readonly value: string }
  /** `value` is the computed number alone: the `3~5` of "steps 3~5"; `targets` are ids of blocks. */
  | { readonly kind: "reference"; readonly value: string; readonly targets: readonly string[] };
