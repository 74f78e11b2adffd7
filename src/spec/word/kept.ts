import type { Plain } from "../clause.ts";
import type { Block } from "../manuscript.ts";
import { printSpans } from "../spans-of.ts";

/** A line in bold alone, as "Change 1: …". */
function isTitle(block: Block): boolean {
  if (block.kind !== "plain" || block.spans.length !== 1) return false;
  const [only] = block.spans;
  return only?.kind === "styled" && only.look === "strong";
}

/** What ends with a colon stays with what it announces, and so does a title that is no heading. */
export function leadsOn(block: Plain): boolean {
  return isTitle(block) || printSpans(block.spans).endsWith(":");
}

/** Whether no page ends between a block and the next one. */
export function isKept(block: Block, next: Block | undefined): boolean {
  if (next?.kind === "note") return true;
  return block.kind === "heading" || block.kind === "mark" || (block.kind === "plain" && leadsOn(block));
}

/** An annex begins on a page of its own, with the title of its change. */
export function freshIn(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, at) => {
    if (block.kind !== "heading" || !block.number.startsWith("Annex ")) return [];
    const before = blocks[at - 1];
    return before !== undefined && (before.kind === "mark" || isTitle(before)) ? [before] : [block];
  });
}
