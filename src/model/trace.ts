import type { Signal } from "./signal.ts";

/** What an execution saw: a header, its events in the order of time, its outcome. One JSON line each. */
export interface Trace {
  readonly kind: "trace";
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  readonly outcome: TraceOutcome;
}

/** Of the format, not of the tool: a trace of another version is refused. */
export const TRACE_VERSION = 1;

export interface TraceHeader {
  readonly kind: "header";
  readonly format: "callflow-trace";
  readonly version: number;
  readonly engine: string;
  readonly flow: string;
  readonly variant: string | null;
  /** SHA-256 of the flow as executed, in hexadecimal. */
  readonly hash: string;
  readonly seed: number;
}

export interface TraceEvent {
  readonly kind: "event";
  /** From 1. */
  readonly n: number;
  /** Virtual time in ms since the flow began; the prelude has its own. */
  readonly time: number;
  readonly phase: "prelude" | "flow";
  readonly event: "send" | "receive" | "act" | "condition" | "timer";
  /** The printed label; null where the element is not printed. */
  readonly step: string | null;
  /** Id of the element of the flow; null where the flow has none. */
  readonly hop: string | null;
  /** Participant ids; both are the actor where nothing is sent. */
  readonly from: string;
  readonly to: string;
  readonly message: TraceMessage | null;
  /** The event without which this one would not be; null for a decision of its own. */
  readonly cause: number | null;
}

/** What is on the wire. Other stacks add their own kind. */
export interface NamedSignal {
  readonly kind: "named-signal";
  readonly name: string;
  readonly role: "request" | "reply" | "ack" | "one-way";
  /** The same for a request, its replies and its ACK: maker and counter. */
  readonly transaction: string;
  /** Who has passed it on, the nearest first; a reply goes back along it. */
  readonly via: readonly string[];
  readonly signal: Signal;
  /** Ids of the items in it. */
  readonly carries: readonly string[];
}
export type TraceMessage = NamedSignal;

/** A flow that is wrong fails at a step, in words. */
export interface Failure {
  /** The printed label; null where the element is not printed. */
  readonly step: string | null;
  readonly reason: string;
}

export interface TraceOutcome {
  readonly kind: "outcome";
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  readonly expectations: readonly { readonly text: string; readonly ok: boolean }[];
}
