import type { LocalEvent } from "../analysis/local-view.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Party } from "./party.ts";

/** A party while a flow runs. */
export interface Seat {
  readonly party: Party;
  /** Which turn of each timer runs, and whether the view has it; one of an earlier turn is void. */
  readonly timers: Map<string, { readonly turn: number; readonly isOfView: boolean }>;
  /** Numbers of the trace events that events of its view have become. */
  readonly recorded: Map<number, number>;
}

export function newSeat(party: Party): Seat {
  return { party, timers: new Map(), recorded: new Map() };
}

/** The element of the flow that an event of the view is. */
export function elementOf({ party }: Seat, event: number): string | null {
  return party.view.events[event]?.element ?? null;
}

/** The last thing an event of the view waited for, where that is later than what the party reacts to. */
export function causeOf({ recorded }: Seat, local: LocalEvent | undefined, trigger: number | null): number | null {
  // A timer expires because it was started, whatever has been done since.
  if (local === undefined || local.kind === "expiry") return trigger;
  let cause = trigger;
  for (const at of local.after) {
    const n = recorded.get(at);
    if (n !== undefined && (cause === null || n > cause)) cause = n;
  }
  return cause;
}

/** What an event of the view is called in a trace. */
export function traceKindOf(local: LocalEvent | undefined): TraceEvent["event"] {
  switch (local?.kind) {
    case "condition":
      return "condition";
    case "start-timer":
    case "stop-timer":
    case "expiry":
      return "timer";
    case "act":
    case "send":
    case "receive":
    case undefined:
      return "act";
  }
}
