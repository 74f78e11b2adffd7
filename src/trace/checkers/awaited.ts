import type { Sight } from "./observe.ts";
import { isOver, isOverAtRelay } from "./patience.ts";
import type { Wire } from "./wire.ts";

/** What keeps the transaction of an INVITE alive, what ends it, and the final answer it has had. */
interface Inviting {
  readonly last: Sight;
  readonly cancel: Sight | null;
  readonly final: Sight | null;
}

/**
 * Follows the INVITEs of those who send them. The answer to each sight: whether this is an answer that its sender still waits for;
 * one that comes when the transaction is over is nobody's to acknowledge (RFC 3261 §17.1.1.2, §9.1, §16.8, RFC 6026 §7.2).
 */
export function newAwaiting(): (sight: Sight) => boolean {
  const all = new Map<string, Inviting>();
  return (sight) => {
    const { way, wire, hop } = sight;
    if (wire.method !== "INVITE" && wire.method !== "CANCEL") return false;
    if (wire.status === null) {
      if (way === "out") begin(all, sight);
      return false;
    }
    const one = all.get(hop);
    if (wire.method !== "INVITE" || way === "out" || one === undefined || !isAwaited(sight, one)) return false;
    all.set(hop, wire.status < 200 ? { ...one, last: sight } : { ...one, final: one.final ?? sight });
    return true;
  };
}

function begin(all: Map<string, Inviting>, sight: Sight): void {
  const { wire, hop, ofInvite } = sight;
  if (wire.method === "INVITE" && !all.has(hop)) all.set(hop, { last: sight, cancel: null, final: null });
  const one = wire.method === "CANCEL" ? all.get(ofInvite) : undefined;
  if (one !== undefined) all.set(ofInvite, { ...one, cancel: sight });
}

function isAwaited({ event, wire }: Sight, { last, cancel, final }: Inviting): boolean {
  if (final !== null && (isFailure(final.wire) || isFailure(wire) || isOver(final.event, event))) return false;
  if (cancel !== null && isOver(cancel.event, event)) return false;
  if (last.wire.status === null) return !isOver(last.event, event);
  return last.role === "client" || !isOverAtRelay(last.event, event);
}

function isFailure({ status }: Wire): boolean {
  return status !== null && status >= 300;
}
