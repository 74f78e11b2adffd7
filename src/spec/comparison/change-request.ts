import type { Comparison } from "../../analysis/comparison/comparison.ts";
import type { ClauseBlock } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { manuscriptOf, within } from "../manuscript-of.ts";
import { type Revision, revise } from "../word/revisions/revise.ts";
import { writeWord } from "../word/write-word.ts";
import { compareClauses } from "./compare-clauses.ts";

export interface ChangeRequest {
  readonly author: string;
  /** As `2026-01-31`, or with a time: `2026-01-31T09:30:00Z`. */
  readonly date: string;
}

/** The new version of a clause as a Word file in which every change against the old one is a revision that can be accepted or rejected. */
export function changeRequest(comparison: Comparison, { author, date }: ChangeRequest): Uint8Array {
  const { old, now } = comparison;
  const pairs = compareClauses(comparison).map((pair) => ({
    old: pair.old === null ? null : asBefore(now.id, pair.old),
    now: pair.now === null ? null : within(now.id, pair.now),
  }));
  const documents = [pairs.map((pair) => pair.old), pairs.map((pair) => pair.now)].map((blocks) =>
    blocks.filter((block) => block !== null),
  );
  const manuscript: Manuscript = {
    ...manuscriptOf(now),
    author,
    date: date.slice(0, 10),
    blocks: documents.flat(),
    flows: new Map([
      [now.id, now],
      [nameBefore(now.id), old],
    ]),
  };
  const revision: Revision = { author, date: date.length === 10 ? `${date}T00:00:00Z` : date };
  const assemble = (written: ReadonlyMap<Block, string>) =>
    revise(
      pairs.map((pair) => ({ old: writtenOf(pair.old, written), now: writtenOf(pair.now, written) })),
      revision,
    );
  return writeWord(manuscript, { merge: { documents, assemble } });
}

/** Under names of their own, since both versions stand in one file. */
function asBefore(flow: string, block: ClauseBlock): ClauseBlock {
  return within(nameBefore(flow), block);
}

function nameBefore(flow: string): string {
  return `was/${flow}`;
}

function writtenOf(block: Block | null, written: ReadonlyMap<Block, string>): string | null {
  return block === null ? null : (written.get(block) ?? null);
}
