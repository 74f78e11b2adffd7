import type { ParticipantType } from "../model/flow.ts";
import type { Carried, Message } from "../model/message.ts";

/**
 * What one participant sees of a flow: what it sends, receives and does, partially ordered, and where its routing leads what it
 * begins or passes on. All that a behaviour is given; the flow itself it never sees.
 */
export interface LocalView {
  readonly participant: string;
  /** What its behaviour follows from; null for one that the flow does not declare. */
  readonly type: ParticipantType | null;
  /** Itself and its neighbours, also those that only its routing leads to, as a sentence calls them: "UE-1", "the remote end point". */
  readonly names: ReadonlyMap<string, string>;
  readonly events: readonly LocalEvent[];
  /** Ids of the items it knows from configuration. */
  readonly configured: readonly string[];
  /** Indices of the events of an end that wait for nothing, for each phase. */
  readonly roots: Readonly<Record<Phase, readonly number[]>>;
  /** For each event, the indices of those that wait for it. */
  readonly followers: readonly (readonly number[])[];
  /** Indices of receptions, in order, by what can be seen of an arriving message: see `arrivalKey`. */
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
  /** Id of the element of the flow. */
  readonly element: string;
  /** The neighbour that the flow names; the participant itself where nothing is sent. */
  readonly peer: string;
  /** Null where nothing is sent, and where the flow does not define what is. */
  readonly message: LocalMessage | null;
  /**
   * The neighbour to which the routing configured from the paths leads a request or a one-way message: one that an end sends, one
   * that a relay receives. Null for what follows the protocol alone, and where the path does not lead on.
   */
  readonly next: string | null;
  /** Indices of the events it waits for. */
  readonly after: readonly number[];
  /** Of a relay: the other half, where it receives what it sends or sends what it receives. */
  readonly pair: number | null;
  /** What it acts upon or passes on without having learnt it by then. */
  readonly unlearnt: readonly Unlearnt[];
  /** Of a timer: its name, and for a start its duration in ms. */
  readonly timer: { readonly name: string; readonly duration: number | null } | null;
}

/** A message as those know it who send, receive or pass it on: its ends, but not the way it takes beyond them. */
export interface LocalMessage extends Pick<Message, "id" | "role" | "name" | "signal"> {
  readonly carries: readonly Carried[];
  /** The ends of its path; null where it has none. */
  readonly origin: string | null;
  readonly target: string | null;
  /** The request that it answers, or whose final answer it acknowledges. */
  readonly answers: { readonly id: string; readonly name: string } | null;
}

export interface Unlearnt {
  /** Id of the message, action or item in the flow. */
  readonly what: string;
  /** `unknown`: the flow has no such thing. */
  readonly kind: "message" | "action" | "item" | "unknown";
  /** As a sentence calls it, a message and an action with their steps: "REFER of steps 3~5". */
  readonly name: string;
  /** Index of the event in which it learns it, too late; null where it never does. */
  readonly later: number | null;
}

/**
 * What a receiver can tell a message by: who handed it over, what it is called, and where it belongs: an answer and an ACK to a request
 * that it knows, anything else to the participant that has begun it.
 */
export function arrivalKey(from: string, { role, name }: Pick<Message, "role" | "name">, belongsTo: string | null): string {
  return role === "ack" ? `${from}|ack|${belongsTo}` : `${from}|${role}|${belongsTo}|${name}`;
}
