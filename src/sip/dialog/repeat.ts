import type { Timing } from "../timing.ts";

/** What the user agent core itself sends again until the other side says that it has it. */
export type Repeated = "2xx" | "1xx";

/** RFC 3261 §13.3.1.4: 2xx to INVITE until ACK; RFC 3262 §3: a reliable provisional answer until PRACK, which knows no T2. */
const repetitions: { readonly [what in Repeated]: { readonly most: "t2" | null; readonly until: "ACK" | "PRACK" } } = {
  "2xx": { most: "t2", until: "ACK" },
  "1xx": { most: null, until: "PRACK" },
};

export function nextRepetition(what: Repeated, timing: Timing, interval: number): number {
  return repetitions[what].most === "t2" ? Math.min(2 * interval, timing.t2) : 2 * interval;
}

/** What says that it has arrived; the timer of `patience` is called by it. */
export function awaitedFor(what: Repeated): "ACK" | "PRACK" {
  return repetitions[what].until;
}

/** Both give up after it; so does who waits for what a CANCEL ends (RFC 3261 §9.1). In virtual ms. */
export function patience(timing: Timing): number {
  return 64 * timing.t1;
}
