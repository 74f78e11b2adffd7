import { hashOf } from "./identifiers.ts";

/**
 * What somebody keeps under ids, as plain data that is never changed: a change shares all but one small part with what was before, so that
 * it costs the same with ten entries and with ten thousand.
 */
export type Entries<T> = readonly Part<T>[];

type Part<T> = { readonly [id: string]: T } | null;

const PARTS = 32;

export const noEntries: Entries<never> = [];

export function entryOf<T>(entries: Entries<T>, id: string): T | undefined {
  return entries.length === 0 ? undefined : entries[partOf(id)]?.[id];
}

export function withEntry<T>(entries: Entries<T>, id: string, value: T): Entries<T> {
  const next = entries.length === 0 ? Array.from({ length: PARTS }, (): Part<T> => null) : entries.slice();
  const at = partOf(id);
  next[at] = { ...next[at], [id]: value };
  return next;
}

export function withoutEntry<T>(entries: Entries<T>, id: string): Entries<T> {
  const at = partOf(id);
  const part = entries[at];
  if (part?.[id] === undefined) return entries;
  const { [id]: _, ...left } = part;
  const isEmpty = Object.keys(left).length === 0;
  if (isEmpty && entries.every((other, index) => other === null || index === at)) return noEntries;
  const next = entries.slice();
  next[at] = isEmpty ? null : left;
  return next;
}

/** In no order that means anything, the same for the same entries. */
export function allOf<T>(entries: Entries<T>): readonly T[] {
  return entries.flatMap((part) => (part === null ? [] : Object.values(part)));
}

function partOf(id: string): number {
  return hashOf(id) % PARTS;
}
