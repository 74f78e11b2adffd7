import { commonSubsequence } from "../../analysis/alignment/common-subsequence.ts";
import type { Comparison } from "../../analysis/comparison/comparison.ts";
import { indexOf } from "../../model/walk.ts";
import type { ClauseBlock, Span } from "../clause.ts";
import { clauseOf } from "../clause-of.ts";

/** A block of the clause in both versions, or in one of them; in the order of the page, what is gone before what stands in its place. */
export interface BlockPair {
  readonly old: ClauseBlock | null;
  readonly now: ClauseBlock | null;
}

/** The clauses of two versions of a flow, block by block. What has moved is gone in one place and new in another. */
export function compareClauses(comparison: Comparison): readonly BlockPair[] {
  const [old, now] = [clauseOf(comparison.old).blocks, clauseOf(comparison.now).blocks];
  const partners = partnersOf(old, now, comparison);
  const positions = new Map(now.map((block, at) => [block, at]));
  const pairs = commonSubsequence(
    old.map((block, at) => {
      const partner = partners.get(block);
      return partner === undefined ? `old ${at}` : `now ${positions.get(partner)}`;
    }),
    now.map((_, at) => `now ${at}`),
  );
  const blocks: BlockPair[] = [];
  let [o, n] = [0, 0];
  for (const [one, other] of [...pairs, [old.length, now.length] as const]) {
    for (const block of old.slice(o, one)) blocks.push({ old: block, now: null });
    for (const block of now.slice(n, other)) blocks.push({ old: null, now: block });
    const [was, is] = [old[one], now[other]];
    if (was !== undefined && is !== undefined) blocks.push({ old: was, now: is });
    [o, n] = [one + 1, other + 1];
  }
  return blocks;
}

/** Which block of the new version is one of the old. */
function partnersOf(
  old: readonly ClauseBlock[],
  now: readonly ClauseBlock[],
  comparison: Comparison,
): ReadonlyMap<ClauseBlock, ClauseBlock> {
  const idOf = idsBetween(comparison);
  const partners = new Map<ClauseBlock, ClauseBlock>();
  const byId = new Map(now.flatMap((block) => ("id" in block ? [[block.id, block] as const] : [])));
  for (const block of old) {
    const partner = "id" in block ? byId.get(idOf(block) ?? "") : undefined;
    if (partner !== undefined && partner.kind === block.kind) partners.set(block, partner);
  }
  for (const [block, partner] of plainPairs(old, now)) partners.set(block, partner);
  return partners;
}

/** The id that a block of the old version has in the new one; null where it is gone. */
function idsBetween({ old, now, shared, preconditions, notes }: Comparison): (block: ClauseBlock) => string | null {
  const steps = new Map(shared.map((pair) => [pair.old.id, pair.now.id]));
  const paragraphs = new Map<string, string>();
  const taken = new Set<string>();
  const { paragraphOf } = indexOf(now);
  for (const { steps: ids } of old.paragraphs) {
    const counts = new Map<string, number>();
    for (const id of ids) {
      const first = paragraphOf.get(steps.get(id) ?? "")?.steps[0];
      if (first !== undefined && !taken.has(first)) counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    if (most === undefined || ids[0] === undefined) continue;
    taken.add(most[0]);
    paragraphs.set(ids[0], most[0]);
  }
  return (block) => {
    switch (block.kind) {
      case "heading":
      case "figure":
        return block.id;
      case "precondition":
        return preconditions.get(block.id) ?? null;
      case "note":
        return notes.get(block.id) ?? null;
      case "paragraph":
        return paragraphs.get(block.id) ?? (block.id.startsWith("void-") ? block.id : null);
      case "plain":
        return null;
    }
  };
}

/** Paragraphs without a number: those of a role that say the same, then those that are left in their order. */
function plainPairs(old: readonly ClauseBlock[], now: readonly ClauseBlock[]): readonly (readonly [ClauseBlock, ClauseBlock])[] {
  const pairs: (readonly [ClauseBlock, ClauseBlock])[] = [];
  const plainIn = (blocks: readonly ClauseBlock[]) => blocks.filter((block) => block.kind === "plain");
  for (const role of new Set(plainIn(old).map((block) => block.role))) {
    const [olds, nows] = [old, now].map((blocks) => plainIn(blocks).filter((block) => block.role === role)) as [
      ClauseBlock[],
      ClauseBlock[],
    ];
    const same = commonSubsequence(olds.map(neutralText), nows.map(neutralText));
    const [takenOld, takenNow] = [new Set(same.map(([one]) => one)), new Set(same.map(([, other]) => other))];
    const leftOld = olds.filter((_, at) => !takenOld.has(at));
    const leftNow = nows.filter((_, at) => !takenNow.has(at));
    for (const [one, other] of same) add(olds[one], nows[other]);
    if (leftOld.length === leftNow.length) for (const [at, block] of leftOld.entries()) add(block, leftNow[at]);
  }
  return pairs;

  function add(one: ClauseBlock | undefined, other: ClauseBlock | undefined): void {
    if (one !== undefined && other !== undefined) pairs.push([one, other]);
  }
}

/** What a block says, without its own number and those it cites. */
export function neutralText(block: ClauseBlock): string {
  return "spans" in block ? block.spans.map(neutralSpan).join("") : "";
}

function neutralSpan(span: Span): string {
  return span.kind === "reference" ? "\ufffc" : span.value;
}
