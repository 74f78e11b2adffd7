import type { StepNumber } from "./step-label.ts";

/** Since when the numbers of a flow stay, and which of them belong to nothing any more. */
export interface Published {
  readonly version: string;
  /** Of steps that are gone: they print as "Void.", and no other step takes them. */
  readonly voids: readonly StepNumber[];
}
