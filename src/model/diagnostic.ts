import type { Excerpt } from "./excerpt.ts";
import type { Place } from "./place.ts";

export const severities = ["error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** A finding with rule id, severity and place. */
export interface Diagnostic {
  readonly kind: "diagnostic";
  readonly rule: string;
  readonly severity: Severity;
  /** «Unexpected …, expected …», values in it, no full stop. */
  readonly message: string;
  readonly flow: string | null;
  readonly clause: string | null;
  /** The printed label. */
  readonly step: string | null;
  readonly place: Place;
  /** From 1, in a Word file. */
  readonly wordParagraph: number | null;
  /** The words of the document it is about. */
  readonly quote: string | null;
  /** What should stand there instead. */
  readonly expected: string | null;
  readonly related: readonly Related[];
  /** The sentence it stands in, of a document. */
  readonly excerpt?: Excerpt;
  /** Where the words that are meant end, in a text. */
  readonly end?: LineEnd;
}

/** Behind the last character. */
export interface LineEnd {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** The other end of a conflict. */
export interface Related {
  readonly message: string;
  readonly place: RelatedPlace;
}

export interface RelatedPlace extends Place {
  /** From 1, in a Word file; missing elsewhere. */
  readonly wordParagraph?: number | null;
}
