/**
 * Prose that stays right after any change: text with handles in it, whose numbers are computed when it is printed.
 * A writer may print an inline as plain text, as a Word field or as a link.
 */
export type Inline =
  | { readonly kind: "text"; readonly value: string }
  /** The participant's name. */
  | { readonly kind: "participant"; readonly participant: string }
  /** The item's name. */
  | { readonly kind: "item"; readonly item: string }
  /** "step 3", "steps 3~5", "steps 1, 10, 11 and 12"; `of` are ids of elements or messages. */
  | { readonly kind: "steps"; readonly of: readonly string[] }
  /** "received in step 4": where `by` received `message`. */
  | { readonly kind: "received"; readonly message: string; readonly by: string }
  /** "precondition d". */
  | { readonly kind: "precondition"; readonly precondition: string }
  /** "NOTE 2". */
  | { readonly kind: "note"; readonly note: string }
  /** "figure 10.1.6.2-1". */
  | { readonly kind: "figure" };

export type Prose = readonly Inline[];
