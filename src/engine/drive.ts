import type { LocalView, Phase } from "../analysis/local-view.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Remainder } from "./behaviour.ts";
import type { Network } from "./network.ts";
import type { Party } from "./party.ts";
import { newRecorder } from "./recorder.ts";
import { newRun } from "./run.ts";

/** What one run has brought, before anybody judges it. */
export interface Drive {
  readonly events: readonly TraceEvent[];
  readonly failures: readonly ElementFailure[];
  readonly remainders: readonly (ElementFailure & Pick<Remainder, "standing" | "isOpen">)[];
}

/** A failure, and the element of the flow at which it happened; null where the flow has none. */
export interface ElementFailure {
  readonly element: string | null;
  readonly reason: string;
  /** Id of what it failed for want of; null for nothing else. */
  readonly lacks: string | null;
}

export interface DriveOptions {
  /** How each participant behaves. */
  readonly partyOf: (view: LocalView) => Party;
  readonly network: Network;
  /** The printed label of an element; null where it is not printed. */
  readonly labelOf: (element: string) => string | null;
}

const phases: readonly Phase[] = ["prelude", "flow"];

/** Runs all participants in virtual time until nothing moves, first the prelude, then the flow. */
export function drive(views: ReadonlyMap<string, LocalView>, { partyOf, network, labelOf }: DriveOptions): Drive {
  const parties = new Map([...views].map(([id, view]) => [id, partyOf(view)]));
  const recorder = newRecorder(labelOf);
  const run = newRun(parties, network, recorder);
  const failures = phases.flatMap((phase) => run.runPhase(phase));
  const remainders = [...parties.values()].flatMap((party) =>
    party.remainders().map(({ event, ...rest }) => ({ element: party.view.events[event]?.element ?? null, lacks: null, ...rest })),
  );
  return { events: recorder.events, failures, remainders };
}
