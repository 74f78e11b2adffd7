import type { LocalView, Phase } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";

/**
 * How a participant behaves: a pure function of its state and what happens to it. It sees its local view and what arrives, never
 * the flow, the clock or another participant. Named signals are one behaviour; a SIP stack is another.
 */
export interface Behaviour<State> {
  readonly name: string;
  /** The state before anything has happened. */
  begin(view: LocalView): State;
  react(state: State, input: Input): Reaction<State>;
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

export type Output =
  /** `event`: index in the local view; null for what the protocol demands and the view does not have. */
  | { readonly kind: "send"; readonly event: number | null; readonly to: string; readonly message: TraceMessage }
  /** The arrival of this reaction is this event of the view. */
  | { readonly kind: "accept"; readonly event: number }
  /** Something happened inside: an action, a condition that is reached, a timer. */
  | { readonly kind: "act"; readonly event: number }
  /** The view or the protocol does not allow it. */
  | { readonly kind: "fail"; readonly event: number | null; readonly reason: string };

/** In virtual ms from now; null stops the timer. */
export interface TimerOrder {
  readonly name: string;
  readonly after: number | null;
}

/** What a participant still has to do, or still waits for, when nothing moves any more. */
export interface Remainder {
  readonly event: number;
  readonly reason: string;
  /** The transaction it is about, so that both its ends are not told; null for none. */
  readonly transaction: string | null;
  /** `cause`: nothing else explains it; `consequence`: it may follow from something that went wrong elsewhere. */
  readonly standing: "cause" | "consequence";
}

/** A behaviour that can say what it is left with. */
export interface Accountable<State> extends Behaviour<State> {
  remainders(state: State): readonly Remainder[];
}
