import type { TraceEvent } from "../../model/trace.ts";

/** What a checker has found: the event that should not be, or that something should follow. */
export interface Finding {
  readonly event: TraceEvent;
  /** A plain sentence without a full stop, values in it. */
  readonly reason: string;
}

export interface Scope {
  /** Whether the trace goes on until nothing moves; of one that was cut, what is open at its end says nothing. */
  readonly isWhole: boolean;
}

/** Judges a trace by what stands in it: no flow, no state of an engine. */
export interface Checker {
  /** What it demands, in kebab case. */
  readonly id: string;
  readonly summary: string;
  readonly clause: string;
  check(events: readonly TraceEvent[], scope: Scope): Generator<Finding>;
}
