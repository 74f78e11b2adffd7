import type { MediaRef } from "./media.ts";
import type { Place } from "./place.ts";

/** A statement about the end state, evaluated after an execution. */
export type Expectation =
  /** Both directions of every component in the set, straight or through the participants named in between. An empty set holds. */
  | {
      readonly kind: "media";
      readonly media: MediaRef;
      readonly between: readonly [string, string];
      readonly through: readonly string[];
      readonly place: Place;
    }
  /** The participant has no leg of the session any more. */
  | { readonly kind: "released"; readonly session: string; readonly participant: string; readonly place: Place }
  /** A REGISTER of the participant was accepted there. */
  | { readonly kind: "registered"; readonly participant: string; readonly at: string; readonly place: Place }
  /** Whether the participant has learnt the item, at an end of a path; a relay may pass it on unread. */
  | { readonly kind: "knows"; readonly participant: string; readonly item: string; readonly expected: boolean; readonly place: Place };
