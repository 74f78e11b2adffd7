import type { Place } from "./place.ts";
import type { Prose } from "./prose.ts";
import type { Signal } from "./signal.ts";

/** A participant a message passes; the first and last are its ends, those between are relays on this path. */
export interface PathPoint {
  readonly participant: string;
  /** Not drawn: its neighbours print as if they were next to each other. */
  readonly hidden: boolean;
}

/** One signal from one participant to another, over one or more hops. */
export interface Message {
  readonly kind: "message";
  readonly id: string;
  readonly role: "request" | "reply" | "ack" | "one-way";
  /** As printed: `REFER`, `202 Accepted`, `Join Session Notification`. */
  readonly name: string;
  readonly signal: Signal;
  /** Id of the request that a reply answers, or whose final answer an ACK acknowledges. */
  readonly answers: string | null;
  readonly path: readonly PathPoint[];
  readonly carries: readonly Carried[];
  /** Ids of the messages, actions and items the sender acts upon; it must have learnt them. */
  readonly using: readonly string[];
  readonly show: "hops" | "ends" | "hidden";
  readonly text: Prose | null;
  readonly place: Place;
}

export interface Carried {
  readonly item: string;
  /** Whether the sender makes it here; otherwise it must have learnt it. */
  readonly made: boolean;
}
