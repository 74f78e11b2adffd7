import {
  type Clause,
  type Contribution,
  keyOf,
  ownWords,
  printUnit,
  type Reference,
  recoverContribution,
} from "../../contribution/index.ts";
import type { ReadDocument } from "../../document/index.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type LintConfig, noLintConfig } from "../../model/lint-config.ts";
import { isOff, settingsOf, weigh } from "../configure.ts";
import type { RuleMeta } from "../rule.ts";
import { noDuplicate as noDuplicateCaption } from "../rules/caption/no-duplicate.ts";
import { rules } from "../rules/index.ts";
import { noUnused } from "../rules/suppression/no-unused.ts";
import { type Orders, ordersIn, suppress } from "../suppressions.ts";
import { surroundingsIn } from "./excerpt.ts";
import { contributionChecks } from "./index.ts";
import { endsOf } from "./numbered.ts";
import type { ContributionFinding, ContributionSettings } from "./rule.ts";
import { type Renumbering, renumbering } from "./stale.ts";
import { wrongOrders } from "./unused.ts";

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
  const { config = noLintConfig, base = null } = options;
  const view = original === null ? "accepted" : (options.view ?? "introduced");
  const own = ownWords(config);
  const now = recoverContribution(accepted, own);
  const before = original === null ? null : recoverContribution(original, own, now);
  const settings: ContributionSettings = {
    aliases: Object.entries(config.participants).map(([name, others]) => [name, ...others].map(keyOf)),
    placeholders: placeholdersOf(config),
    base: base === null ? null : recoverContribution(base.accepted, own),
  };
  const shown = view === "original" && before !== null ? before : now;
  const changes = view === "original" || before === null ? null : renumbering(now, before);
  const told = checkAll(shown, before ?? now, settings, changes, config, null);
  const found = view === "introduced" && before !== null ? newIn(told, before, settings, config) : told;
  const orders = ordersIn((shown === now ? accepted : (original ?? accepted)).blocks);
  const diagnostics = obeying(orders, withSurroundings(found, shown, before ?? now), config, settings.base !== null);
  return { diagnostics, view, flows: shown.flows.length, steps: shown.flows.reduce((sum, { steps }) => sum + steps.length, 0) };
}

/** Labels that stand for a number not yet given: one option for all rules that look at labels. */
function placeholdersOf(config: LintConfig): readonly string[] {
  const { placeholders } = settingsOf(config, noDuplicateCaption.meta);
  return Array.isArray(placeholders) ? placeholders : [];
}

/** Without what was wrong before the changes. Only a rule that has found something now is asked what it found then. */
function newIn(
  told: readonly Diagnostic[],
  before: Contribution,
  settings: ContributionSettings,
  config: LintConfig,
): readonly Diagnostic[] {
  const isNew = ({ rule }: Diagnostic) => isOfOriginal(rule);
  const asked = new Set(told.filter((diagnostic) => !isNew(diagnostic)).map(({ rule }) => rule));
  const known = new Set(asked.size === 0 ? [] : checkAll(before, before, settings, null, config, asked).map(identityOf));
  return told.filter((diagnostic) => isNew(diagnostic) || !known.has(identityOf(diagnostic)));
}

/** These rules look at the document as it was before its tracked changes. */
function isOfOriginal(rule: string): boolean {
  return rule.startsWith("base/");
}

/** With the words around, and the clause, where the rule has not said it: whoever opens the document looks for that. */
function withSurroundings(diagnostics: readonly Diagnostic[], shown: Contribution, original: Contribution): readonly Diagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const here = surroundingsIn(shown);
  const before = original === shown || !diagnostics.some(({ rule }) => isOfOriginal(rule)) ? here : surroundingsIn(original);
  return diagnostics.map((diagnostic) => {
    const { rule, place, quote } = diagnostic;
    const around = (isOfOriginal(rule) ? before : here)(place, quote);
    if (around === null) return diagnostic;
    const { excerpt, end } = around;
    return { ...diagnostic, clause: diagnostic.clause ?? nameOf(around.clause), excerpt, ...(end === null ? {} : { end }) };
  });
}

function nameOf(clause: Clause | null): string | null {
  if (clause === null) return null;
  return clause.number === "" ? clause.title : clause.number;
}

/** @param only the rules that are asked; null for all */
function checkAll(
  contribution: Contribution,
  original: Contribution,
  settings: ContributionSettings,
  changes: Renumbering | null,
  config: LintConfig,
  only: ReadonlySet<string> | null,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (rule: string, finding: ContributionFinding) => {
    if (!isOff(config, rule)) found.push(diagnosticOf(rule, finding));
  };
  const explain = changes === null ? (finding: ContributionFinding) => finding : explainer(contribution, changes);
  // What the tracked changes prove is told first, and by no other rule again.
  const stale = new Set<string>();
  for (const finding of changes?.stale ?? []) {
    stale.add(placeOf(finding));
    add("reference/no-shifted-steps", finding);
  }
  for (const { id, check } of contributionChecks) {
    if (isOff(config, id) || only?.has(id) === false) continue;
    for (const finding of check(isOfOriginal(id) ? original : contribution, settings)) {
      if (id.startsWith("reference/") && stale.has(placeOf(finding))) continue;
      add(id, explain(finding));
    }
  }
  return weigh(found, config, (id) => metas.get(id)).sort(inOrder);
}

const metas: ReadonlyMap<string, RuleMeta> = new Map(rules.map(({ meta }) => [meta.id, meta]));

function inOrder(a: Diagnostic, b: Diagnostic): number {
  return a.place.line - b.place.line || a.place.column - b.place.column;
}

/** What is left when the comments of the document are obeyed, and what is wrong with them. */
function obeying(orders: Orders, found: readonly Diagnostic[], config: LintConfig, hasBase: boolean): readonly Diagnostic[] {
  const { suppressions, misspelt } = orders;
  if (suppressions.length === 0 && misspelt.length === 0) return found;
  const { left, unused } = suppress(found, suppressions);
  if (isOff(config, noUnused.meta.id)) return left;
  const isApplied = (rule: string) => !isOff(config, rule) && (hasBase || !rule.startsWith("base/")) && rule !== noUnused.meta.id;
  const wrong = [...wrongOrders(orders, unused, [...metas.keys()], isApplied)].map((finding) => diagnosticOf(noUnused.meta.id, finding));
  const named = suppressions.filter(({ rule }) => rule === noUnused.meta.id);
  const told = suppress(
    weigh(wrong, config, (id) => metas.get(id)),
    named,
  ).left;
  return [...left, ...told].sort(inOrder);
}

function diagnosticOf(rule: string, finding: ContributionFinding): Diagnostic {
  const { flow = null, step = null, clause = flow?.clause ?? null, place } = finding;
  const { file, line, column, wordParagraph } = place;
  return {
    kind: "diagnostic",
    rule,
    severity: finding.severity ?? metas.get(rule)?.severity ?? "warning",
    message: finding.reason,
    flow: flow === null ? null : flow.caption === null ? (flow.clause?.title ?? null) : `Figure ${flow.caption.label}`,
    clause: nameOf(clause),
    step: step?.label.text ?? null,
    place: { file, line, column },
    wordParagraph,
    quote: finding.quote ?? null,
    expected: finding.expected ?? null,
    related: (finding.related ?? []).map(({ message, place: other }) => ({
      message,
      place: { file: other.file, line: other.line, column: other.column, wordParagraph: other.wordParagraph ?? null },
    })),
  };
}

/** Adds to what is found of a reference what the cited steps were before the change. */
function explainer({ references }: Contribution, changes: Renumbering): (finding: ContributionFinding) => ContributionFinding {
  const byLine = new Map<number, Reference[]>();
  for (const reference of references) {
    if (reference.target !== "step") continue;
    const same = byLine.get(reference.place.line);
    if (same === undefined) byLine.set(reference.place.line, [reference]);
    else same.push(reference);
  }
  return (finding) => {
    const reference = byLine.get(finding.place.line)?.findLast(({ place }) => place.column === finding.place.column);
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
