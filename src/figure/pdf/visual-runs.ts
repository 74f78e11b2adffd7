import bidiModule, { type Bidi } from "bidi-js";

// Its types speak of an ES module, which it is not.
const bidiFactory = bidiModule as unknown as () => Bidi;

/** Hebrew, Arabic and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const PIECES = new RegExp(`${RIGHT_TO_LEFT.source}+|(?:(?!${RIGHT_TO_LEFT.source})[^])+`, "gu");

let bidi: Bidi | null = null;

/**
 * A line as pieces from left to right (Unicode Standard Annex #9). Within a piece of right-to-left letters their order is the one in which they are read: who sets the
 * glyphs of such a piece turns it round.
 */
export function visualRuns(text: string): readonly string[] {
  if (!RIGHT_TO_LEFT.test(text)) return [text];
  bidi ??= bidiFactory();
  const visual = bidi.getReorderedString(text, bidi.getEmbeddingLevels(text, "ltr"));
  return (visual.match(PIECES) ?? []).map((piece) => (RIGHT_TO_LEFT.test(piece) ? [...piece].reverse().join("") : piece));
}
