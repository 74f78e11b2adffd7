// 3GPP TS 33.102 annex C: SQN = SEQ || IND. 48 bits fit into a number.

/** C.3.2: length of IND 5 bits, so 32 places. */
const PLACES = 32;
/** C.2.1, C.3.2: how far SEQ may jump ahead. */
const DELTA = 2 ** 28;
const SQN_END = 2 ** 48;

/** The highest SEQ that the USIM has accepted for each IND. */
export type AcceptedSequences = readonly number[];

export const noSequences: AcceptedSequences = Array.from({ length: PLACES }, () => 0);

/** C.1.1.1 and C.1.1.3: the next of the home network, SEQ and IND each one on. */
export function nextSqn(sqn: number): number {
  const seq = Math.floor(sqn / PLACES) + 1;
  const ind = ((sqn % PLACES) + 1) % PLACES;
  return (seq * PLACES + ind) % SQN_END;
}

/** C.2.2: not further ahead than DELTA, and later than the last one of its IND. */
export function isFresh(accepted: AcceptedSequences, sqn: number): boolean {
  const seq = Math.floor(sqn / PLACES);
  return seq - highest(accepted) <= DELTA && seq > (accepted[sqn % PLACES] ?? 0);
}

/** §6.3.5 step 2: what the home network can tell from SQN_MS alone: whether the USIM accepts this one. */
export function isInRange(sqnMs: number, sqn: number): boolean {
  const ahead = Math.floor(sqn / PLACES) - Math.floor(sqnMs / PLACES);
  return ahead > 0 && ahead <= DELTA;
}

export function accept(accepted: AcceptedSequences, sqn: number): AcceptedSequences {
  return accepted.with(sqn % PLACES, Math.floor(sqn / PLACES));
}

/** C.2.2: SQN_MS, the highest that was accepted, with its IND. */
export function highestSqn(accepted: AcceptedSequences): number {
  const seq = highest(accepted);
  return seq * PLACES + accepted.lastIndexOf(seq);
}

/** 12 hexadecimal digits. */
export function sqnText(sqn: number): string {
  return sqn.toString(16).padStart(12, "0");
}

const highest = (accepted: AcceptedSequences): number => Math.max(...accepted);
