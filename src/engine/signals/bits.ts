/** A set of small whole numbers that is never changed: `withBit` answers a new one and shares most of the old. */
export type Bits = readonly (readonly number[])[];

/** Numbers in one word: what the engine of JavaScript keeps unboxed. */
const WORD = 30;
/** Numbers in one chunk: to copy a chunk and the list of chunks stays cheap up to a million. */
const CHUNK = 32 * WORD;

export const noBits: Bits = [];

export function hasBit(bits: Bits, n: number): boolean {
  const word = bits[Math.floor(n / CHUNK)]?.[Math.floor((n % CHUNK) / WORD)] ?? 0;
  return (word & (1 << (n % WORD))) !== 0;
}

export function withBit(bits: Bits, n: number): Bits {
  const at = Math.floor(n / CHUNK);
  const word = Math.floor((n % CHUNK) / WORD);
  const next = bits.slice();
  while (next.length <= at) next.push([]);
  const chunk = (next[at] ?? []).slice();
  while (chunk.length <= word) chunk.push(0);
  chunk[word] = (chunk[word] ?? 0) | (1 << (n % WORD));
  next[at] = chunk;
  return next;
}
