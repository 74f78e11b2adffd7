import type { Block } from "../manuscript.ts";
import { LABELLED } from "./styles.ts";

/** What B1 leaves for a label, in twentieths of a point. */
const NARROW = LABELLED.B1.hanging;
/** A digit of ten-point type, and what stands between a label and its text. */
const DIGIT = 100;
const GAP = 120;

/** How far the text of a numbered paragraph stands in from its label, where the widest label of its clause leaves B1 no room for it. */
export function hangingsOf(blocks: readonly Block[]): ReadonlyMap<Block, number> {
  const hangings = new Map<Block, number>();
  let clause: Block[] = [];
  const close = () => {
    const needed = Math.max(0, ...clause.map((block) => (block.kind === "paragraph" ? block.printed.length : 0))) * DIGIT + GAP;
    if (needed > NARROW + GAP / 2) for (const block of clause) hangings.set(block, Math.ceil(needed / 20) * 20);
    clause = [];
  };
  for (const block of blocks) {
    if (block.kind === "heading") close();
    if (block.kind === "paragraph") clause.push(block);
  }
  close();
  return hangings;
}
