import type { Flow, Step } from "../../model/flow.ts";
import type { StepLabel } from "../../model/step-label.ts";

/** What has changed from one version of a flow to another. */
export interface Comparison {
  readonly old: Flow;
  readonly now: Flow;
  /** In the order of the new version. */
  readonly inserted: readonly Step[];
  /** In the order of the old one. */
  readonly removed: readonly Step[];
  readonly moved: readonly SharedStep[];
  readonly changed: readonly SharedStep[];
  /** Every step of both versions, in the order of the new one. */
  readonly shared: readonly SharedStep[];
  /** What has another number now, neighbours together: `24~32` is now `27~35`. */
  readonly renumbered: readonly Renumbering[];
  /** All else, in the order in which it stands in a clause. */
  readonly facts: readonly FactChange[];
  /** Ids of the new version by those of the old: of preconditions, notes and participants. */
  readonly preconditions: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
  readonly participants: ReadonlyMap<string, string>;
}

export interface SharedStep {
  readonly old: Step;
  readonly now: Step;
}

export interface Renumbering {
  readonly old: StepLabel;
  readonly now: StepLabel;
}

/** Something besides the steps. */
export interface FactChange {
  readonly about: FactKind;
  /** As people call it: "UE-1", "NOTE 2", "precondition b"; "" where there is only one such thing. */
  readonly name: string;
  /** Null where it is new. */
  readonly old: string | null;
  /** Null where it is gone. */
  readonly now: string | null;
}

export type FactKind =
  | "title"
  | "source"
  | "numbering"
  | "caption"
  | "introduction"
  | "participant"
  | "order of participants"
  | "group"
  | "precondition"
  | "note"
  | "variant"
  | "departure"
  | "erratum";

/** Whether nothing that is printed has changed. */
export function isUnchanged({ inserted, removed, moved, changed, renumbered, facts }: Comparison): boolean {
  return [inserted, removed, moved, changed, renumbered, facts].every((list) => list.length === 0);
}
