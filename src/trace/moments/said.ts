import type { TraceEvent } from "../../model/trace.ts";
import { type Said as Spoken, saidIn } from "../checkers/descriptions.ts";
import type { Sight } from "../checkers/observe.ts";
import type { Wire } from "../checkers/wire.ts";

/** An offer or an answer that a message holds, for whoever sends it and for whoever gets it. */
export type Said = Spoken & { readonly as: "offer" | "answer" };

/** @returns what is said in a message, whichever end sees it; null where nothing is */
export function saidBy(events: readonly TraceEvent[]): (sight: Sight) => Said | null {
  const said = new Map<string, Said>();
  for (const one of saidIn(events)) if (isSaid(one)) said.set(keyOf(one.sight.wire), one);
  return ({ wire, role }) => (role === "relay" ? null : (said.get(keyOf(wire)) ?? null));
}

function isSaid(one: Spoken): one is Said {
  return one.as === "offer" || one.as === "answer";
}

/** What stays the same on the way from one end to the other. */
function keyOf({ callId, method, number, status, fromTag, toTag }: Wire): string {
  return `${callId} ${method} ${number} ${status} ${fromTag} ${toTag}`;
}
