import { type TraceEvent, titleOf } from "../../model/trace.ts";
import { actorOf } from "./event-keys.ts";
import type { Matching } from "./match-events.ts";

/** What a trace has and a flow has not. */
export interface SurplusEvent {
  readonly event: TraceEvent;
  /** Index of the causal event that its actor has had before; null where there is none. */
  readonly before: number | null;
}

/** What there is besides, repetitions apart; a message once for its sending and its arrival. */
export function surplusEvents({ actual, found, again, sentAt, refusalOf }: Matching): readonly SurplusEvent[] {
  const matched = new Map([...found].map(([index, at]) => [at, index]));
  const last = new Map<string, number>();
  const surplus: SurplusEvent[] = [];
  for (const [at, event] of actual.entries()) {
    const actor = actorOf(event);
    const own = matched.get(at);
    if (own !== undefined) last.set(actor, own);
    // Its sending tells of it.
    if (own !== undefined || again.has(at) || sentAt.has(at) || isOwnAffair(event)) continue;
    surplus.push({ event, before: last.get(actor) ?? null });
  }
  return surplus;

  /** What each hop sends of its own accord: 100 (Trying), and the ACK of a refusal (RFC 3261 §16.2, §17.1.1.3), unless it was a step. */
  function isOwnAffair(event: TraceEvent): boolean {
    const refusal = refusalOf(event);
    if (refusal !== null) return event.step === null || !matched.has(refusal);
    return event.step === null && isTrying(event);
  }
}

function isTrying({ message }: TraceEvent): boolean {
  return message?.kind === "sip" && titleOf(message).startsWith("100 ");
}
