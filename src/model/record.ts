import type { Place } from "./place.ts";

/** A place where the source departs from an RFC, recorded with the reason. */
export interface Departure {
  readonly kind: "departure";
  /** Id of the element or message; null for the whole flow. */
  readonly at: string | null;
  /** `RFC 3261 §13.2.2.4`. */
  readonly source: string;
  readonly reason: string;
  readonly place: Place;
}

/** A mistake of the source, corrected in the flow and recorded. */
export interface Erratum {
  readonly kind: "erratum";
  /** Id of the element or message; null for the whole flow. */
  readonly at: string | null;
  /** Where in the source, in its own numbers: `step 2`, `NOTE 4`. */
  readonly where: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
  readonly place: Place;
}
