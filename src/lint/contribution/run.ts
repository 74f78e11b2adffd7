import { type Contribution, printUnit, type Reference, recoverContribution } from "../../contribution/index.ts";
import type { ReadDocument } from "../../document/index.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type LintConfig, noLintConfig } from "../../model/lint-config.ts";
import { isOff, settingsOf, weigh } from "../configure.ts";
import type { RuleMeta } from "../rule.ts";
import { rules } from "../rules/index.ts";
import { excerptsOf } from "./excerpt.ts";
import { contributionChecks } from "./index.ts";
import { endsOf } from "./numbered.ts";
import type { ContributionFinding, ContributionSettings } from "./rule.ts";
import { type Renumbering, renumbering } from "./stale.ts";

export const views = ["accepted", "original", "introduced"] as const;
/** Which state of a document with tracked changes is looked at; `introduced`: what the changes bring in. */
export type View = (typeof views)[number];

export interface DocumentOptions {
  /** Null for `introduced` where changes are tracked, else `accepted`. */
  readonly view?: View | null;
  /** The specification that a change request changes. */
  readonly base?: ReadDocument | null;
  readonly config?: LintConfig;
}

export interface LintedDocument {
  readonly diagnostics: readonly Diagnostic[];
  readonly view: View;
  readonly flows: number;
  readonly steps: number;
}

/** What is wrong with somebody's document, in its order. */
export function lintDocument({ accepted, original }: ReadDocument, options: DocumentOptions = {}): LintedDocument {
  const view = original === null ? "accepted" : (options.view ?? "introduced");
  const { config = noLintConfig } = options;
  const now = recoverContribution(accepted, config.words);
  const before = original === null ? null : recoverContribution(original, config.words);
  const settings: ContributionSettings = {
    aliases: Object.entries(config.participants).map(([name, others]) => [name, ...others]),
    placeholders: placeholdersIn(config),
    base: options.base == null ? null : recoverContribution(options.base.accepted, config.words),
  };
  const shown = view === "original" && before !== null ? before : now;
  const changes = view === "original" || before === null ? null : renumbering(now, before);
  const told = checkAll(shown, before ?? now, settings, changes, config);
  const known =
    view === "introduced" && before !== null
      ? new Set(checkAll(before, before, settings, null, config).map(identityOf))
      : new Set<string>();
  const diagnostics = told.filter((diagnostic) => diagnostic.rule.startsWith("base/") || !known.has(identityOf(diagnostic)));
  return { diagnostics, view, flows: shown.flows.length, steps: shown.flows.reduce((sum, { steps }) => sum + steps.length, 0) };
}

function checkAll(
  contribution: Contribution,
  original: Contribution,
  settings: ContributionSettings,
  changes: Renumbering | null,
  config: LintConfig,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const excerptIn = excerptsOf(contribution);
  const excerptBefore = original === contribution ? excerptIn : excerptsOf(original);
  const add = (rule: string, finding: ContributionFinding, inOriginal: boolean) => {
    const diagnostic = diagnosticOf(rule, finding);
    const excerpt = (inOriginal ? excerptBefore : excerptIn)(finding.place, diagnostic.quote);
    found.push(excerpt === null ? diagnostic : { ...diagnostic, excerpt });
  };
  const explain = changes === null ? (finding: ContributionFinding) => finding : explainer(contribution, changes);
  // What the tracked changes prove is told first, and by no other rule again.
  const stale = new Set<string>();
  for (const finding of changes?.stale ?? []) {
    stale.add(placeOf(finding));
    add("reference/no-shifted-steps", finding, false);
  }
  for (const { id, check } of contributionChecks) {
    if (isOff(config, id)) continue;
    const inOriginal = id.startsWith("base/");
    for (const finding of check(inOriginal ? original : contribution, settings)) {
      if (id.startsWith("reference/") && stale.has(placeOf(finding))) continue;
      add(id, explain(finding), inOriginal);
    }
  }
  const weighed = weigh(found, config, (id) => metas.get(id));
  return weighed.sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

const metas: ReadonlyMap<string, RuleMeta> = new Map(rules.map(({ meta }) => [meta.id, meta]));

function placeholdersIn(config: LintConfig): readonly string[] {
  const meta = metas.get("caption/no-duplicate");
  const words = meta === undefined ? [] : settingsOf(config, meta)["placeholders"];
  return Array.isArray(words) ? words : [];
}

function diagnosticOf(rule: string, finding: ContributionFinding): Diagnostic {
  const severity = finding.severity ?? metas.get(rule)?.severity ?? "warning";
  const { flow = null, step = null, clause = flow?.clause ?? null, place } = finding;
  const { file, line, column, wordParagraph } = place;
  return {
    kind: "diagnostic",
    rule,
    severity,
    message: finding.reason,
    flow: flow === null ? null : flow.caption === null ? (flow.clause?.title ?? null) : `Figure ${flow.caption.label}`,
    clause: clause === null ? null : clause.number === "" ? clause.title : clause.number,
    step: step?.label.text ?? null,
    place: { file, line, column },
    wordParagraph,
    quote: finding.quote ?? null,
    expected: finding.expected ?? null,
    related: (finding.related ?? []).map(({ message, place: other }) => ({
      message,
      place: { file: other.file, line: other.line, column: other.column },
    })),
  };
}

/** Adds to what is found of a reference what the cited steps were before the change. */
function explainer({ references }: Contribution, changes: Renumbering): (finding: ContributionFinding) => ContributionFinding {
  const byPlace = new Map<string, Reference>();
  for (const reference of references) if (reference.target === "step") byPlace.set(placeOf(reference), reference);
  return (finding) => {
    const reference = byPlace.get(placeOf(finding));
    const told = endsOf(reference?.spans ?? []).flatMap((unit) => {
      const step = reference === undefined ? null : changes.now(reference, unit);
      if (step === null || step.label.text === printUnit(unit)) return [];
      return [{ message: `Step ${step.label.text} was step ${printUnit(unit)} before this change`, place: step.place }];
    });
    return told.length === 0 ? finding : { ...finding, related: [...(finding.related ?? []), ...told] };
  };
}

function placeOf({ place }: Pick<ContributionFinding, "place">): string {
  return `${place.line}:${place.column}`;
}

/** One mistake in both views: the same rule, Word paragraph and words. */
function identityOf({ rule, wordParagraph, quote, place }: Diagnostic): string {
  return JSON.stringify([rule, wordParagraph ?? place.line, quote]);
}
