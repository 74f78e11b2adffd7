/** The text of the clause, as a page shows it: what is cited is a link. Handed in as data, since whoever draws does not write. */
export interface PageBlock {
  readonly kind: "heading" | "plain" | "precondition" | "paragraph" | "note" | "figure";
  /** Of what is cited; null where nothing can cite it. The id of a numbered paragraph is that of its first step. */
  readonly id: string | null;
  /** As printed: `3~5.`, `a)`, `NOTE 1:`; "" where there is none. */
  readonly label: string;
  readonly spans: readonly PageSpan[];
}

export interface PageSpan {
  readonly text: string;
  /** Ids of blocks; none for words. */
  readonly targets: readonly string[];
}
