import type { MediaRef } from "./media.ts";
import type { Place } from "./place.ts";
import type { Prose } from "./prose.ts";

/** What stands in the body of a flow, in the order of the clause. */
export type Element = Hop | Condition | Action | Exchange | Fragment | Reference | Timer;

/** One message between two neighbours. */
export interface Hop {
  readonly kind: "hop";
  readonly id: string;
  readonly message: string;
  readonly from: string;
  readonly to: string;
  /** Present where it never arrives. */
  readonly lost?: true;
  readonly place: Place;
}

/** A state several participants share. */
export interface Condition {
  readonly kind: "condition";
  readonly id: string;
  readonly participants: readonly string[];
  readonly text: Prose;
  /** Id of the session it says is up; null where it is not checked. */
  readonly holds: string | null;
  /** What flows both ways between the first and the last of the participants, straight or by way of the others; null where that is not checked. */
  readonly media: MediaRef | null;
  readonly place: Place;
}

export interface Action {
  readonly kind: "action";
  readonly id: string;
  readonly participant: string;
  readonly text: Prose;
  /** As in `Message.using`. */
  readonly using: readonly string[];
  /** Ids of the items it makes. */
  readonly makes: readonly string[];
  readonly place: Place;
}

/** Messages that are executed hop by hop and printed as one step. */
export interface Exchange {
  readonly kind: "exchange";
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: Prose;
  readonly body: readonly Element[];
  readonly place: Place;
}

export const fragmentOperators = ["alt", "opt", "loop", "par"] as const;

/** ITU-T Z.120 inline expression. `alt` takes its first operand unless a variant chooses; `par` orders only within each operand. */
export interface Fragment {
  readonly kind: "fragment";
  readonly id: string;
  readonly operator: (typeof fragmentOperators)[number];
  /** How often a loop is executed; 1 for the others. */
  readonly times: number;
  readonly operands: readonly Operand[];
  readonly place: Place;
}

export interface Operand {
  readonly guard: string;
  readonly body: readonly Element[];
}

/** What happens here stands in another flow. */
export interface Reference {
  readonly kind: "reference";
  readonly id: string;
  readonly participants: readonly string[];
  /** Id of that flow, or the clause where it stands. */
  readonly flow: string;
  readonly text: Prose;
  readonly place: Place;
}

export interface Timer {
  readonly kind: "timer";
  readonly id: string;
  readonly participant: string;
  readonly name: string;
  readonly event: "start" | "stop" | "expiry";
  /** In ms, for a start. */
  readonly duration: number | null;
  readonly place: Place;
}
