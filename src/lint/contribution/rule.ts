import type { Clause, Contribution, RecoveredFlow, RecoveredStep } from "../../contribution/index.ts";
import type { DocumentPlace } from "../../document/index.ts";
import type { Related, Severity } from "../../model/diagnostic.ts";
import type { RuleId } from "../rule.ts";

/** What a rule has found in a contribution; the runner adds the rule's id and the severity where it says none. */
export interface ContributionFinding {
  readonly place: DocumentPlace;
  /** «Unexpected …, expected …», values in it, no full stop. */
  readonly reason: string;
  readonly severity?: Severity;
  readonly flow?: RecoveredFlow | null;
  readonly clause?: Clause | null;
  readonly step?: RecoveredStep | null;
  /** The words it is about, as printed. */
  readonly quote?: string;
  readonly expected?: string;
  readonly related?: readonly Related[];
}

/** What a configuration says, and what a document is held against. */
export interface ContributionSettings {
  /** Names of participants that are declared: of each, the keys of all its names, the preferred one first. */
  readonly aliases: readonly (readonly string[])[];
  /** Labels, or parts of them, that stand for a number not yet given. */
  readonly placeholders: readonly string[];
  /** The specification that a change request changes. */
  readonly base: Contribution | null;
}

/** How a rule looks at a contribution; what it is called and why, the rule of that id says. */
export interface ContributionCheck {
  readonly id: RuleId;
  check(contribution: Contribution, settings: ContributionSettings): Generator<ContributionFinding>;
}
