import { type Contribution, printUnit, type RecoveredStep, type Reference, sameUnit, type Unit } from "../../contribution/index.ts";
import { endsOf, firstUnit, stepWith } from "./numbered.ts";
import type { ContributionFinding } from "./rule.ts";

/** What tracked changes did to the numbers of steps. */
export interface Renumbering {
  /** The step that had this number where the reference looks for it; null where it still has it, is gone, or was never there. */
  now(reference: Reference, unit: Unit): RecoveredStep | null;
  /** References that still have the old number of a step that has another one now. */
  readonly stale: readonly ContributionFinding[];
}

/** Both views of one document: what a reference meant before the change, and where that stands now. */
export function renumbering(accepted: Contribution, original: Contribution): Renumbering {
  // By their Word paragraphs.
  const steps: RecoveredStep[] = [];
  for (const flow of accepted.flows) for (const step of flow.steps) for (const number of wordParagraphsOf(step)) steps[number] ??= step;
  const nowOf = (old: RecoveredStep): RecoveredStep | null => {
    const number = old.piece.paragraph.place.wordParagraph;
    const step = number === null ? undefined : steps[number];
    return step === undefined || step.label.text === old.label.text ? null : step;
  };
  // Most changes leave the numbers as they are.
  const isRenumbered = original.flows.some(({ steps: before }) => before.some((step) => nowOf(step) !== null));
  const twins = isRenumbered ? twinsOf(accepted.references, original.references) : new Map<Reference, Reference>();
  const now = (reference: Reference, unit: Unit): RecoveredStep | null => {
    const old = twins.get(reference);
    const meant = old === undefined || old.scope.kind !== "flow" ? null : stepWith(old.scope.flow, unit);
    return meant === null ? null : nowOf(meant);
  };
  const stale = [...twins].flatMap(([reference, old]) => (reference.isDoubtful || old.isDoubtful ? [] : (staleIn(reference, now) ?? [])));
  return { now, stale };
}

function staleIn(reference: Reference, now: Renumbering["now"]): ContributionFinding | null {
  const { scope, target, spans, flow, step, text, place } = reference;
  if (target !== "step" || scope.kind !== "flow") return null;
  const moved: { readonly from: Unit; readonly to: Unit; readonly step: RecoveredStep }[] = [];
  for (const unit of endsOf(spans)) {
    const meant = now(reference, unit);
    if (meant === null || meant.label.spans.length !== 1) continue;
    const to = firstUnit(meant);
    const span = meant.label.spans[0];
    if (span === undefined || !sameUnit(span.first, span.last) || sameUnit(to, unit)) continue;
    moved.push({ from: unit, to, step: meant });
  }
  const [first] = moved;
  if (first === undefined) return null;
  const expected = moved
    .reduce((words, { from, to }) => words.replace(new RegExp(`\\b${printUnit(from)}\\b`, "u"), `\u0000${printUnit(to)}`), text)
    .replaceAll("\u0000", "");
  const told = moved.map(({ from, to }) => `step ${printUnit(to)} was step ${printUnit(from)}`).join(", and ");
  return {
    place,
    flow,
    step,
    quote: text,
    reason: `Unexpected reference to ${text}, expected ${expected}: ${told} before this change`,
    expected,
    related: [{ message: `Step ${printUnit(first.to)} was step ${printUnit(first.from)} before this change`, place: first.step.place }],
  };
}

function wordParagraphsOf({ piece }: RecoveredStep): readonly number[] {
  const { place, also } = piece.paragraph;
  return place.wordParagraph === null ? [] : [place.wordParagraph, ...also];
}

/** For references, those of the other view that are the same: in one Word paragraph, with the same words, and in their turn. */
function twinsOf(references: readonly Reference[], others: readonly Reference[]): ReadonlyMap<Reference, Reference> {
  const left = new Map<number, Reference[]>();
  for (const other of others) {
    const number = wordParagraphOf(other);
    const same = number === null ? undefined : left.get(number);
    if (same !== undefined) same.push(other);
    else if (number !== null) left.set(number, [other]);
  }
  const twins = new Map<Reference, Reference>();
  for (const reference of references) {
    const number = wordParagraphOf(reference);
    const before = number === null ? undefined : left.get(number);
    const at = before?.findIndex(({ text }) => text === reference.text) ?? -1;
    const [twin] = at < 0 ? [] : (before?.splice(at, 1) ?? []);
    if (twin !== undefined) twins.set(reference, twin);
  }
  return twins;
}

/** That of a reference to steps. */
function wordParagraphOf({ target, piece }: Reference): number | null {
  return target === "step" ? piece.paragraph.place.wordParagraph : null;
}
