import type { StepLabel } from "../model/step-label.ts";

/** The text of one clause: blocks in the order of the page, their numbers computed. A writer only writes it down. */
export interface Clause {
  readonly kind: "clause";
  /** Id of the flow. */
  readonly flow: string;
  readonly blocks: readonly ClauseBlock[];
}

export type ClauseBlock = Heading | Plain | PreconditionBlock | FigureBlock | NumberedParagraph | NoteBlock;

export interface Heading {
  readonly kind: "heading";
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** `10.1.6.2`; "" where the source has none. */
  readonly number: string;
  readonly title: string;
}

/** A paragraph without a number. */
export interface Plain {
  readonly kind: "plain";
  readonly role: "introduction" | "preconditions" | "fragment" | "unnumbered" | "body" | "guidance";
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
  /** What is drawn: the id of a flow, or of a flow and its variant, as `mmsc-transfer/all-media`. */
  readonly flow: string;
  /** What follows "Figure" in the caption: `X`, `10.1.6.2-1`. */
  readonly label: string;
  /** "" where there is no more than the label. */
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
  | { readonly kind: "reference"; readonly value: string; readonly targets: readonly string[] }
  | { readonly kind: "styled"; readonly look: "strong" | "emphasis" | "code"; readonly value: string }
  | { readonly kind: "link"; readonly value: string; readonly url: string };

/** `Figure 10.1.6.2-1: The title`. */
export function captionOf({ label, caption }: FigureBlock): string {
  return caption === "" ? `Figure ${label}` : `Figure ${label}: ${caption}`;
}

/** `6.1 The title`, `Annex A: The title`. */
export function headingText({ number, title }: Heading): string {
  return number.startsWith("Annex ") ? `${number}: ${title}` : `${number} ${title}`.trim();
}
