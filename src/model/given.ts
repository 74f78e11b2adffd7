import type { Message, PathPoint } from "./message.ts";
import type { Place } from "./place.ts";

/** What is set up before the first step; executed in a prelude without numbers. */
export type Given = GivenSession | GivenPending | GivenKnowledge;

/** A session whose legs join at its anchors: `UE-1 … MMSC AS` and `MMSC AS … remote end point`. */
export interface GivenSession {
  readonly kind: "session";
  readonly id: string;
  readonly legs: readonly (readonly PathPoint[])[];
  /** Names of its components. */
  readonly media: readonly string[];
  /** Whether media passes the participants between the legs too, or only the signalling. */
  readonly anchor: "signalling" | "media";
  readonly place: Place;
}

/** A session that an INVITE of the flow sets up. */
export interface Session {
  readonly kind: "session";
  readonly id: string;
  /** Names of its components. */
  readonly media: readonly string[];
  readonly place: Place;
}

/** An INVITE sent before the flow begins, whose final answer belongs to the flow. */
export interface GivenPending {
  readonly kind: "pending";
  /** The request; its hops are those of its path. */
  readonly request: Message;
  /** A provisional answer already given. */
  readonly early: Message | null;
  readonly place: Place;
}

/** Something a participant knows from configuration. */
export interface GivenKnowledge {
  readonly kind: "knowledge";
  readonly participant: string;
  readonly item: string;
  readonly place: Place;
}
