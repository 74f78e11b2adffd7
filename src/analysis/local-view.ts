import type { Message } from "../model/message.ts";

/**
 * What one participant sees of a flow: what it sends, receives and does, partially ordered. All that a behaviour is given; the
 * flow itself it never sees.
 */
export interface LocalView {
  readonly participant: string;
  /** Its own name and those of its neighbours, for messages to people. */
  readonly names: Readonly<Record<string, string>>;
  readonly events: readonly LocalEvent[];
  /** Items it knows from configuration. */
  readonly configured: readonly string[];
  /** Indices of the events that wait for nothing, for each phase. */
  readonly roots: Readonly<Record<Phase, readonly number[]>>;
  /** For each event, the indices of those that wait for it. */
  readonly followers: readonly (readonly number[])[];
  /** Receptions by what can be seen of an arriving message: see `arrivalKey`. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
}

/** The prelude sets up what is given; the flow begins when it is over. */
export type Phase = "prelude" | "flow";

export interface LocalEvent {
  readonly index: number;
  readonly phase: Phase;
  readonly kind: "send" | "receive" | "act" | "condition" | "start-timer" | "stop-timer" | "expiry";
  /** An end decides in order; a relay only passes on. */
  readonly role: "end" | "relay";
  /** Id of the element of the flow, as it happens. */
  readonly element: string;
  /** The neighbour; the participant itself where nothing is sent. */
  readonly peer: string;
  readonly message: Message | null;
  /** Indices of the events it waits for. */
  readonly after: readonly number[];
  /** Of a relay: the other half, where it receives what it sends or sends what it receives. */
  readonly pair: number | null;
  /** What it acts upon without having learnt it by then. */
  readonly unlearnt: readonly Unlearnt[];
  /** Of a timer: its name, and for a start its duration in ms. */
  readonly timer: { readonly name: string; readonly duration: number | null } | null;
}

export interface Unlearnt {
  /** Id of the message, action or item. */
  readonly what: string;
  /** As prose calls it. */
  readonly name: string;
  /** Index of the event in which it learns it, too late; null where it never does. */
  readonly later: number | null;
}

/** What a receiver can tell a message by: who handed it over, what it is called, and which of its requests it belongs to. */
export function arrivalKey(from: string, message: Pick<Message, "role" | "name" | "answers">): string {
  return message.role === "ack" ? `${from}|ack|${message.answers}` : `${from}|${message.role}|${message.answers ?? ""}|${message.name}`;
}
