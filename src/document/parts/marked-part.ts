import type { Place } from "../../model/place.ts";

/** A part of a person's own document that is generated: between marks, with a sum by which it is seen whether a person has changed it. */
export interface MarkedPart {
  /** What is generated there, as the marks say it: `flow`, `part`, `variant`, `participant`, `level`. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Of the content when it was generated; null where nothing has been yet. */
  readonly hash: string | null;
  /** What stands there, in the form that is summed up. */
  readonly content: string;
  readonly place: Place;
}

/** A piece of a text that is replaced, in UTF-16 units; what lies outside of all pieces stays as it is, unit by unit. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** @param splices of pieces that do not overlap */
export function splice(text: string, splices: readonly Splice[]): string {
  let spliced = "";
  let at = 0;
  for (const { from, to, text: replacement } of [...splices].sort((a, b) => a.from - b.from)) {
    spliced += text.slice(at, from) + replacement;
    at = to;
  }
  return spliced + text.slice(at);
}
