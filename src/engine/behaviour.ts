import type { LocalView, Phase } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";

/**
 * How a participant behaves: pure functions of its state and what happens to it. It sees its local view and what arrives, never the
 * flow, the clock or another participant. Named signals are one behaviour; a SIP stack is another.
 */
export interface Behaviour<State> {
  /**
   * The state before anything has happened.
   *
   * @param seed what its identifiers derive from, with its own name and a counter
   */
  begin(view: LocalView, seed: number): State;
  /** Leaves the state as it is, and answers the next one. */
  react(state: State, input: Input): Reaction<State>;
  /** Whether all that its view has for the phase is over. */
  isOver(state: State, phase: Phase): boolean;
  /** What it is left with when nothing moves any more. */
  remainders(state: State): readonly Remainder[];
}

export type Input =
  /** A phase begins. */
  | { readonly kind: "start"; readonly phase: Phase }
  | { readonly kind: "arrival"; readonly from: string; readonly message: TraceMessage }
  | { readonly kind: "timer"; readonly name: string };

export interface Reaction<State> {
  readonly state: State;
  readonly outputs: readonly Output[];
  readonly timers: readonly TimerOrder[];
}

/** `event` is an index in the local view; null for what the protocol demands and the view does not have. */
export type Output =
  | { readonly kind: "send"; readonly event: number | null; readonly to: string; readonly message: TraceMessage }
  /** What has arrived is this event of the view; without it, the arrival belongs to the hop that brought it. */
  | { readonly kind: "accept"; readonly event: number }
  /** Something happened inside: an action, a condition that is reached, a timer. */
  | { readonly kind: "act"; readonly event: number }
  /**
   * The view or the protocol does not allow it. `reason` is a sentence without a full stop; `lacks` is the id of the message, action or
   * item for want of which it fails: where that has failed itself, this only follows from it.
   */
  | {
      readonly kind: "fail";
      readonly event: number | null;
      /** The event that it ends, where what has arrived is no hop of the flow. */
      readonly ends?: number | null;
      readonly reason: string;
      readonly lacks: string | null;
    };

/** Starts a timer anew, or stops it. Names are the behaviour's own. */
export interface TimerOrder {
  readonly name: string;
  /** In virtual ms from now; null stops it. */
  readonly after: number | null;
  /** Index of the event in the local view because of which it is set; null for a timer of the protocol alone. */
  readonly event: number | null;
}

/** What a participant still has to do, or still waits for. */
export interface Remainder {
  readonly event: number;
  readonly reason: string;
  /** `cause`: its own view explains it; `consequence`: it may follow from what went wrong elsewhere. */
  readonly standing: "cause" | "consequence";
  /** Whether a transaction is open; else it only has nothing to begin with. */
  readonly isOpen: boolean;
}
