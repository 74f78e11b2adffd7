/**
 * A vector clock: for each chain of events how far along it one knows to have come; 0, also past its end, is nothing. Never
 * changed once made, so that events that know the same share one.
 */
export type Clock = Int32Array;

/** Knows nothing. */
export const NOTHING: Clock = new Int32Array(0);

export function reach(clock: Clock, chain: number): number {
  return clock[chain] ?? 0;
}

/** What two know together; one of the two where it knows all that the other does. */
export function together(a: Clock, b: Clock): Clock {
  if (covers(a, b)) return a;
  if (covers(b, a)) return b;
  const [long, short] = a.length < b.length ? [b, a] : [a, b];
  const joined = long.slice();
  for (const [chain, at] of short.entries()) if (at > reach(joined, chain)) joined[chain] = at;
  return joined;
}

/** The same, and that the chain has come to `at`. */
export function advanced(clock: Clock, chain: number, at: number): Clock {
  const next = new Int32Array(Math.max(clock.length, chain + 1));
  next.set(clock);
  next[chain] = at;
  return next;
}

function covers(a: Clock, b: Clock): boolean {
  if (a === b) return true;
  for (let chain = 0; chain < b.length; chain += 1) if (reach(a, chain) < reach(b, chain)) return false;
  return true;
}
