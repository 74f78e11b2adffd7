import { type Place, printPlace } from "./place.ts";

/** A mistake of ours: an invariant that does not hold. Never caught to be ignored. */
export class Violation extends Error {
  override readonly name = "Violation";
}

/**
 * Input that cannot be read or loaded, so that there is nothing to diagnose in it. One clear message that says what is wrong
 * and what to do; commands print it and exit with 2.
 */
export class BadInput extends Error {
  override readonly name = "BadInput";
  readonly place: Place | null;
  readonly remedy: string;

  /** @param remedy what the user can do about it: a sentence, or "" where the message says it */
  constructor(message: string, { place = null, remedy = "" }: { readonly place?: Place | null; readonly remedy?: string } = {}) {
    super(message);
    this.place = place;
    this.remedy = remedy;
  }
}

/** `flows/a.ts:3:7: it is wrong. Do this.` on one line. */
export function printBadInput(wrong: BadInput): string {
  const where = wrong.place === null ? "" : `${printPlace(wrong.place)}: `;
  return `${where}${wrong.message}${wrong.remedy === "" ? "" : `. ${wrong.remedy}`}`;
}
