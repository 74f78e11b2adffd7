import type { Payload } from "./payload.ts";
import type { Signal } from "./signal.ts";

/** What an execution saw: a header, its events in the order of time, its outcome. One JSON line each. */
export interface Trace {
  readonly kind: "trace";
  readonly header: TraceHeader;
  readonly events: readonly TraceEvent[];
  readonly outcome: TraceOutcome;
}

/** Of the format, not of the tool: a trace of another version is refused. */
export const TRACE_VERSION = 2;

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
  /** What went wrong in this run on purpose, each as a person writes it; none in a run as it should be. */
  readonly faults: readonly string[];
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

/** What the source leaves abstract, on the wire. */
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
  /** What items in it really are, where somebody works with them; of the others only the name goes round. */
  readonly payloads: readonly Payload[];
}

/** The header in which a SIP message of a trace names the items that it carries, each encoded as a part of a URI. */
export const ITEMS_HEADER = "Callflow-Items";

/** A SIP message as it was written: what is known of it stands in it. Ids of the items in it stand in `ITEMS_HEADER`. */
export interface SipOnWire {
  readonly kind: "sip";
  readonly raw: string;
}

export type TraceMessage = NamedSignal | SipOnWire;

/** As a list of messages calls it: the name of an abstract message, "REFER", "202 Accepted". */
export function titleOf(message: TraceMessage): string {
  if (message.kind === "named-signal") return message.name;
  const line = message.raw.slice(0, Math.max(0, message.raw.indexOf("\r\n")));
  return line.startsWith("SIP/") ? line.slice(line.indexOf(" ") + 1) : line.slice(0, Math.max(0, line.indexOf(" ")));
}

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
