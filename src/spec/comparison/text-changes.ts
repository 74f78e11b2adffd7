import type { ClauseBlock, NoteBlock, NumberedParagraph } from "../clause.ts";
import { printSpans } from "../spans-of.ts";
import { type BlockPair, neutralText } from "./compare-clauses.ts";
import { editsBetween, piecesOf } from "./word-edits.ts";

/** A change in the words of a paragraph that stays. */
export interface TextChange {
  readonly kind: "text";
  /** The label of the paragraph, as printed now: `3~5.`, `NOTE 1:`; "" for the introduction and the like. */
  readonly label: string;
  readonly old: string;
  readonly now: string;
  /** Both in one: what is gone and what is new, word by word. */
  readonly edits: readonly { readonly kind: "kept" | "inserted" | "deleted"; readonly text: string }[];
}

/** References that print another number now, in a paragraph that says the same. */
export interface ReferenceChange {
  readonly kind: "references";
  readonly label: string;
  readonly references: readonly { readonly old: string; readonly now: string }[];
}

/** What has changed within the paragraphs that both versions have. */
export function textChanges(pairs: readonly BlockPair[]): readonly (TextChange | ReferenceChange)[] {
  return pairs.flatMap(({ old, now }): readonly (TextChange | ReferenceChange)[] => {
    if (old === null || now === null || !("spans" in old) || !("spans" in now)) return [];
    const [was, is] = [printSpans(old.spans), printSpans(now.spans)];
    if (was === is) return [];
    if (neutralText(old) === neutralText(now)) {
      const [olds, nows] = [referencesOf(old), referencesOf(now)];
      const references = olds.flatMap((value, at) => (value === nows[at] ? [] : [{ old: value, now: nows[at] ?? "" }]));
      return [{ kind: "references", label: labelOf(now), references }];
    }
    const edits = editsBetween(piecesOf(was), piecesOf(is), (piece) => piece);
    return [
      { kind: "text", label: labelOf(now), old: was, now: is, edits: edits.map(({ kind, pieces }) => ({ kind, text: pieces.join("") })) },
    ];
  });
}

function referencesOf({ spans }: Pick<NumberedParagraph | NoteBlock, "spans">): readonly string[] {
  return spans.flatMap((span) => (span.kind === "reference" ? [span.value] : []));
}

function labelOf(block: ClauseBlock): string {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return block.printed;
    case "precondition":
      return block.label;
    case "heading":
    case "figure":
    case "plain":
      return "";
  }
}
