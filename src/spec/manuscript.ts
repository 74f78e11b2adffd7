import type { Flow } from "../model/flow.ts";
import type { ClauseBlock, Heading, Span } from "./clause.ts";

/**
 * A whole document: blocks in the order of the page, every number computed, no syntax. What is written of it in Markdown, Word and
 * HTML says the same.
 */
export interface Manuscript {
  readonly kind: "manuscript";
  readonly title: string;
  /** At the head of each page, left and right. */
  readonly header: readonly [string, string];
  /** At the foot of each page, beside the page number. */
  readonly footer: string;
  readonly author: string;
  /** As `2026-01-31`, which only the author can give; "" where none is given. */
  readonly date: string;
  readonly blocks: readonly Block[];
  /** What its figures show, by the `flow` of a figure. */
  readonly flows: ReadonlyMap<string, Flow>;
}

export type Block = ClauseBlock | Item | Example | Entry | Table | Code | Mark | Cover | Contents;

/** Of a list whose label is text, as in a 3GPP document. */
export interface Item {
  readonly kind: "item";
  /** As printed: `-`, `1)`, `a)`. */
  readonly printed: string;
  /** From 1. */
  readonly level: number;
  readonly spans: readonly Span[];
}

export interface Example {
  readonly kind: "example";
  /** As printed: `EXAMPLE:`, `EXAMPLE 2:`. */
  readonly printed: string;
  readonly spans: readonly Span[];
}

/** Of a list of references, abbreviations or symbols. */
export interface Entry {
  readonly kind: "entry";
  readonly id: string;
  /** As printed: `[1]`, `VCC`. */
  readonly printed: string;
  readonly spans: readonly Span[];
}

export interface Table {
  readonly kind: "table";
  readonly head: readonly (readonly Span[])[];
  readonly rows: readonly (readonly (readonly Span[])[])[];
}

/** Text in columns of characters, as the ladder of an IETF document. */
export interface Code {
  readonly kind: "code";
  readonly lines: readonly string[];
}

/** What stands across the page between two parts: `* * * First Change * * *`. */
export interface Mark {
  readonly kind: "mark";
  readonly text: string;
}

/** The form at the beginning of a contribution. */
export interface Cover {
  readonly kind: "cover";
  readonly form: FormId;
  /** `CHANGE REQUEST`; "" where the form has no name of its own. */
  readonly title: string;
  readonly rows: readonly CoverRow[];
}

export type FormId = "3gpp-pcr" | "3gpp-cr" | "oma-cr";

export interface CoverRow {
  readonly label: string;
  /** Boxes are written `[ ]` and `[x]`. */
  readonly paragraphs: readonly (readonly Span[])[];
}

/** The list of clauses, made of the headings. */
export interface Contents {
  readonly kind: "contents";
}

/** The headings that a list of contents names: all but its own. */
export function listedIn(blocks: readonly Block[]): readonly Heading[] {
  return blocks.filter((block) => block.kind === "heading").filter(({ number, title }) => number !== "" || !/^contents$/iu.test(title));
}
