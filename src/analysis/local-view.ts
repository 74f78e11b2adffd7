import type { ItemValue, ParticipantType } from "../model/flow.ts";
import type { Carried, Message } from "../model/message.ts";

/**
 * What one participant sees of a flow: what it sends, receives and does, partially ordered, and where its routing leads what it
 * begins or passes on. All that a behaviour is given; the flow itself it never sees.
 */
export interface LocalView {
  readonly participant: string;
  /** What its behaviour follows from; null for one that the flow does not declare. */
  readonly type: ParticipantType | null;
  /** Itself, its neighbours, those its routing leads to and the ends of its messages as a sentence calls them: "UE-1", "the remote end point". */
  readonly names: ReadonlyMap<string, string>;
  readonly events: readonly LocalEvent[];
  /** Whether it is a relay on any path. */
  readonly relays: boolean;
  /** Ids of the items it knows from configuration. */
  readonly configured: readonly string[];
  /** What they are, as far as they are more than names. */
  readonly configuration: readonly ConfiguredValue[];
  /** By id: the items that it deals with and that are more than names. */
  readonly items: ReadonlyMap<string, ValuedItem>;
  /** Indices of the events of an end that wait for nothing, for each phase. */
  readonly roots: Readonly<Record<Phase, readonly number[]>>;
  /** For each event, the indices of those that wait for it. */
  readonly followers: readonly (readonly number[])[];
  /** Indices of receptions, in order, by what can be seen of an arriving message: see `arrivalKeyOf`. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
}

export interface ValuedItem {
  readonly name: string;
  readonly kind: ItemValue["kind"];
}

export type ConfiguredValue =
  | { readonly kind: "identities"; readonly identities: Identities }
  | { readonly kind: "mapping"; readonly between: readonly [Identities, Identities] };

/** The SIP identities that a participant has in the domain of another. */
export interface Identities {
  /** Id of the item that they are. */
  readonly item: string;
  readonly of: string;
  readonly at: string;
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
  /** Of an action: ids of the items it makes. */
  readonly makes: readonly string[];
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

/** Whether a message goes over the wire as SIP; what the source leaves abstract goes as a named signal. */
export function isSip({ role, signal }: Pick<Message, "role" | "signal">): boolean {
  return role !== "one-way" && signal.kind !== "operation";
}

/**
 * What a receiver can tell a named signal by: who handed it over, what it is called, and where it belongs: an answer to a request that it
 * knows, anything else to the participant that has begun it.
 */
export function arrivalKey(from: string, { role, name }: Pick<Message, "role" | "name">, belongsTo: string | null): string {
  return `${from}|${role}|${belongsTo ?? ""}|${name}`;
}

/** The same of a SIP request: who handed it over, its method, and between whom it goes. */
export function requestKey(from: string, method: string, origin: string | null, target: string | null): string {
  return `${from}|${method}|${origin}|${target}`;
}

/** @param answers id of the request */
export function answerKey(from: string, status: number, answers: string): string {
  return `${from}|${status}|${answers}`;
}

/** @param answers id of the request whose final answer it acknowledges */
export function ackKey(from: string, answers: string): string {
  return `${from}|ACK|${answers}`;
}

export function arrivalKeyOf(from: string, message: LocalMessage): string {
  const { role, signal, origin, target } = message;
  const answers = message.answers?.id ?? "";
  if (role === "ack") return ackKey(from, answers);
  if (!isSip(message) || signal.kind === "operation") return arrivalKey(from, message, role === "reply" ? answers : origin);
  if (signal.kind === "sip-response") return answerKey(from, signal.status, answers);
  return role === "request" ? requestKey(from, signal.method, origin, target) : arrivalKey(from, message, origin);
}
