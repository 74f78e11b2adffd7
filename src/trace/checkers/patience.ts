import type { TraceEvent } from "../../model/trace.ts";

/** 64*T1: after that a transaction is over, and what comes late begins another one (RFC 3261 §17.1.1.2, §17.2.1, §17.2.2). */
const PATIENCE_MS = 32_000;

/** T4: how long a server keeps the transaction of an INVITE that failed and was acknowledged (RFC 3261 §17.2.1, timer I). */
const CONFIRMED_MS = 5_000;

/** Timer C: how long a relay waits for more than provisional answers (RFC 3261 §16.6 item 11). */
const RELAY_PATIENCE_MS = 180_000;

/** Whether a transaction that was alive with `then` is over by `now`. */
export function isOver(then: TraceEvent, now: TraceEvent): boolean {
  return isLater(then, now, PATIENCE_MS);
}

/**
 * Whether a server has forgotten a request that it has answered finally: what comes again is a new one to it.
 * @param acknowledged when the ACK to a failure has come
 */
export function isForgotten(final: TraceEvent, acknowledged: TraceEvent | null, now: TraceEvent): boolean {
  return acknowledged === null ? isOver(final, now) : isLater(acknowledged, now, CONFIRMED_MS);
}

export function isOverAtRelay(then: TraceEvent, now: TraceEvent): boolean {
  return isLater(then, now, RELAY_PATIENCE_MS);
}

/** Each phase has a time of its own; nothing is under way from one to the other. */
function isLater(then: TraceEvent, now: TraceEvent, ms: number): boolean {
  return then.phase !== now.phase || now.time - then.time >= ms;
}
