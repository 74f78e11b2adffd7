/** RFC 3261 §17.1.1.1 and table 4; all in ms. An access network may have others: TS 24.229 table 7.7.1. */
export interface Timing {
  /** The estimate of a round trip. */
  readonly t1: number;
  /** The longest interval between retransmissions of a non-INVITE request and of a final answer to INVITE. */
  readonly t2: number;
  /** How long a message may stay in the network. */
  readonly t4: number;
  /** §17.2.1: after this long without any answer the INVITE server transaction says 100. */
  readonly trying: number;
  /** §16.6 item 11: how long a proxy waits for a final answer to INVITE; more than 3 min. */
  readonly c: number;
}

export const defaultTiming: Timing = { t1: 500, t2: 4000, t4: 5000, trying: 200, c: 181_000 };

/** Starts a timer, in virtual ms from now; null stops it. A timer that is started again loses what was left of it. */
export interface TimerOrder {
  readonly name: string;
  readonly after: number | null;
}

/** What is named says whose timer it is, so that a trace can be read: "timer A of client INVITE z9hG4bK1". */
export function timerName(timer: string, owner: string): string {
  return `timer ${timer} of ${owner}`;
}

/** @returns null for the name of a timer that nobody in this room has started */
export function readTimerName(name: string): { readonly timer: string; readonly owner: string } | null {
  const end = name.indexOf(" of ");
  return name.startsWith("timer ") && end > 0 ? { timer: name.slice(6, end), owner: name.slice(end + 4) } : null;
}
