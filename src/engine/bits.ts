/** A set of small whole numbers that is never changed: `withBit` answers a new one and shares most of the old. */
export type Bits = readonly Uint32Array[];

/** Numbers in one chunk: copying a chunk and the list of chunks stays cheap up to a million. */
const CHUNK = 1024;

export const noBits: Bits = [];

export function hasBit(bits: Bits, n: number): boolean {
  const word = bits[Math.floor(n / CHUNK)]?.[(n % CHUNK) >> 5] ?? 0;
  return (word & (1 << (n & 31))) !== 0;
}

export function withBit(bits: Bits, n: number): Bits {
  const at = Math.floor(n / CHUNK);
  const next = bits.slice();
  while (next.length <= at) next.push(new Uint32Array(CHUNK / 32));
  const chunk = Uint32Array.from(next[at] ?? []);
  const word = (n % CHUNK) >> 5;
  chunk[word] = (chunk[word] ?? 0) | (1 << (n & 31));
  next[at] = chunk;
  return next;
}
