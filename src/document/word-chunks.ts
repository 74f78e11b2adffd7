import { joined } from "../model/join-bytes.ts";
import { BadInput } from "../model/wrong.ts";
import type { Archive } from "./archive.ts";
import { kindOfContent } from "./kind-of-content.ts";
import type { ReadDocument } from "./tree.ts";
import type { Relation } from "./word-relations.ts";

/** Reads a Word file that stands in another one, and what stands in that no more. */
export type ReadInner = (bytes: Uint8Array, file: string) => Promise<ReadDocument>;

/** Who puts documents together does not put more into one. */
const MOST_CHUNKS = 50;

/**
 * Word files that a document takes in where it says so, `w:altChunk` (ECMA-376 part 1, 17.17.2.1), by the id of their relation. Those of
 * another kind, and those that cannot be read, are not among them.
 */
export async function chunksOf(
  archive: Archive,
  relations: readonly Relation[],
  file: string,
  read: ReadInner,
): Promise<ReadonlyMap<string, ReadDocument>> {
  const chunks = new Map<string, ReadDocument>();
  for (const { id, target } of relations.slice(0, MOST_CHUNKS)) {
    if (!archive.names.includes(target)) continue;
    try {
      const pieces: Uint8Array[] = [];
      for await (const piece of archive.read(target)) pieces.push(piece);
      const bytes = joined(pieces);
      if (kindOfContent(bytes) === "zip") chunks.set(id, await read(bytes, `${file}!/${target}`));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
    }
  }
  return chunks;
}
