import { hashOf } from "./identifiers.ts";

/**
 * What somebody keeps under ids, as plain data that is never changed: a change shares all but a few small parts with what was before, so that
 * it costs about the same with ten entries and with ten thousand. Few stand in a list; a list that grows too long becomes a branch of lists.
 */
export type Entries<T> = readonly Entry<T>[] | Branch<T>;

interface Entry<T> {
  readonly id: string;
  readonly value: T;
}

interface Branch<T> {
  readonly kind: "branch";
  /** By five bits of the hash of the id, the lowest first. */
  readonly parts: readonly Entries<T>[];
}

const BITS = 5;
const PARTS = 1 << BITS;
/** Entries that a list may have; only where all bits of the hash are used up, it may have more. */
const LONGEST = 16;

export const noEntries: Entries<never> = [];

export function isEmpty(entries: Entries<unknown>): boolean {
  return !isBranch(entries) && entries.length === 0;
}

export function entryOf<T>(entries: Entries<T>, id: string): T | undefined {
  let found = entries;
  if (isBranch(found)) {
    const hash = hashOf(id);
    for (let depth = 0; isBranch(found); depth += BITS) found = found.parts[partOf(hash, depth)] ?? noEntries;
  }
  for (const entry of found) if (entry.id === id) return entry.value;
  return undefined;
}

export function withEntry<T>(entries: Entries<T>, id: string, value: T): Entries<T> {
  return put(entries, { id, value }, isBranch(entries) ? hashOf(id) : null, 0);
}

export function withoutEntry<T>(entries: Entries<T>, id: string): Entries<T> {
  if (entryOf(entries, id) === undefined) return entries;
  return take(entries, id, isBranch(entries) ? hashOf(id) : 0, 0);
}

/** In no order that means anything. */
export function allOf<T>(entries: Entries<T>): readonly T[] {
  return isBranch(entries) ? entries.parts.flatMap(allOf) : entries.map(({ value }) => value);
}

/** @param known the hash of its id; null where nobody has needed it yet */
function put<T>(entries: Entries<T>, entry: Entry<T>, known: number | null, depth: number): Entries<T> {
  if (isBranch(entries)) {
    const hash = known ?? hashOf(entry.id);
    const parts = entries.parts.slice();
    const at = partOf(hash, depth);
    parts[at] = put(parts[at] ?? noEntries, entry, hash, depth + BITS);
    return { kind: "branch", parts };
  }
  let at = 0;
  while (at < entries.length && entries[at]?.id !== entry.id) at += 1;
  const next = at < entries.length ? entries.slice() : [...entries, entry];
  next[at] = entry;
  if (next.length <= LONGEST || depth >= 32) return next;
  const empty: Entries<T> = { kind: "branch", parts: Array.from({ length: PARTS }, () => noEntries) };
  return next.reduce<Entries<T>>((branch, one) => put(branch, one, null, depth), empty);
}

function take<T>(entries: Entries<T>, id: string, hash: number, depth: number): Entries<T> {
  if (!isBranch(entries)) return entries.length === 1 ? noEntries : entries.filter((entry) => entry.id !== id);
  const parts = entries.parts.slice();
  const at = partOf(hash, depth);
  parts[at] = take(parts[at] ?? noEntries, id, hash, depth + BITS);
  return parts.every(isEmpty) ? noEntries : { kind: "branch", parts };
}

function isBranch<T>(entries: Entries<T>): entries is Branch<T> {
  return "kind" in entries;
}

function partOf(hash: number, depth: number): number {
  return (hash >>> depth) & (PARTS - 1);
}
