import { citedAs } from "../anchors.ts";
import type { Span } from "../clause.ts";
import type { Block } from "../manuscript.ts";

/** Figures by the clause they stand in, or through the document; what cites them follows. */
export function labelFigures(blocks: readonly Block[], figures: "clause" | "document" | "flow"): readonly Block[] {
  if (figures === "flow") return blocks;
  let clause = "";
  let count = 0;
  return relabel(blocks, (block) => {
    if (block.kind === "heading" && figures === "clause") {
      clause = block.number.replace(/^Annex (\w+).*$/u, "$1");
      count = 0;
    }
    if (block.kind !== "figure") return block;
    count += 1;
    return { ...block, label: clause === "" ? String(count) : `${clause}-${count}` };
  });
}

/** 3GPP TR 21.801: NOTEs and EXAMPLEs are numbered within each clause, and a single one is not. */
export function numberNotes(blocks: readonly Block[]): readonly Block[] {
  const clauseOf = new Map<Block, number>();
  let clause = 0;
  for (const block of blocks) {
    if (block.kind === "heading") clause += 1;
    clauseOf.set(block, clause);
  }
  const kindOf = (block: Block) => (block.kind === "example" ? "EXAMPLE" : block.kind === "note" && block.style === "note" ? "NOTE" : null);
  const totals = new Map<string, number>();
  const keyOf = (block: Block) => `${kindOf(block)} ${clauseOf.get(block)}`;
  for (const block of blocks) if (kindOf(block) !== null) totals.set(keyOf(block), (totals.get(keyOf(block)) ?? 0) + 1);
  const counts = new Map<string, number>();
  return relabel(blocks, (block) => {
    const kind = kindOf(block);
    if (kind === null || (block.kind !== "note" && block.kind !== "example")) return block;
    const count = (counts.get(keyOf(block)) ?? 0) + 1;
    counts.set(keyOf(block), count);
    return { ...block, printed: totals.get(keyOf(block)) === 1 ? `${kind}:` : `${kind} ${count}:` };
  });
}

/** Changes labels, and with them the citations that print them. */
function relabel(blocks: readonly Block[], change: (block: Block) => Block): readonly Block[] {
  const renamed = new Map<string, { readonly was: string; readonly now: string }>();
  const changed = blocks.map((block) => {
    const made = change(block);
    const [was, now] = [citedAs(block), citedAs(made)];
    if ("id" in made && was !== null && now !== null && was !== now) renamed.set(made.id, { was, now });
    return made;
  });
  if (renamed.size === 0) return changed;
  return changed.map((block) => ("spans" in block ? { ...block, spans: block.spans.map(follow) } : block));

  function follow(span: Span): Span {
    const name = span.kind === "reference" && span.targets.length === 1 ? renamed.get(span.targets[0] ?? "") : undefined;
    return span.kind === "reference" && name?.was === span.value ? { ...span, value: name.now } : span;
  }
}
