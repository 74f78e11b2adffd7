import { commonSubsequence } from "../../analysis/alignment/common-subsequence.ts";

/** A piece of two texts: in both, or in one of them. */
export interface Edit<T> {
  readonly kind: "kept" | "inserted" | "deleted";
  /** As the new version has them where they are kept. */
  readonly pieces: readonly T[];
}

/**
 * What has to be done to a sequence of pieces to make another of it. A lone space between two changes is part of them, since nobody
 * reads it as something that has stayed.
 *
 * @param keyOf pieces with the same key are the same
 */
export function editsBetween<T>(old: readonly T[], now: readonly T[], keyOf: (piece: T) => string): readonly Edit<T>[] {
  const pairs = commonSubsequence(old.map(keyOf), now.map(keyOf));
  const kept = withoutLoneSpaces(pairs, old, now, keyOf);
  const edits: Edit<T>[] = [];
  const add = (kind: Edit<T>["kind"], pieces: readonly T[]) => {
    const last = edits.at(-1);
    if (pieces.length === 0) return;
    if (last?.kind === kind) edits[edits.length - 1] = { kind, pieces: [...last.pieces, ...pieces] };
    else edits.push({ kind, pieces });
  };
  let [o, n] = [0, 0];
  for (const [one, other] of [...kept, [old.length, now.length] as const]) {
    add("deleted", old.slice(o, one));
    add("inserted", now.slice(n, other));
    add("kept", now.slice(other, other + 1));
    [o, n] = [one + 1, other + 1];
  }
  return edits;
}

type Pairs = readonly (readonly [number, number])[];

function withoutLoneSpaces<T>(pairs: Pairs, old: readonly T[], now: readonly T[], keyOf: (piece: T) => string): Pairs {
  return pairs.filter(([one, other], at) => {
    const piece = now[other];
    if (piece === undefined || keyOf(piece).trim() !== "") return true;
    const [before, after] = [pairs[at - 1] ?? [-1, -1], pairs[at + 1] ?? [old.length, now.length]];
    const touches = (first: readonly [number, number], second: readonly [number, number]) =>
      second[0] === first[0] + 1 && second[1] === first[1] + 1;
    return touches(before as readonly [number, number], [one, other]) || touches([one, other], after as readonly [number, number]);
  });
}

/** Words, spaces and signs; a range such as `3~5` is one word. */
export function piecesOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}]+(?:[~'’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];
}
