import type { Signal } from "../model/signal.ts";
import { isFinal } from "../sip/statuses.ts";

/** Whether an answer ends the wait for one; that to an abstract request always does. */
export function isFinalAnswer(signal: Signal): boolean {
  return signal.kind !== "sip-response" || isFinal(signal.status);
}
