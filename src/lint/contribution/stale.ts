import { type Contribution, printUnit, type RecoveredStep, type Reference, sameUnit, type Unit } from "../../contribution/index.ts";
import { endsOf, firstUnit, stepWith } from "./numbered.ts";
import type { ContributionFinding } from "./rule.ts";

/** What tracked changes did to the numbers of steps. */
export interface Renumbering {
  /** The new number of the step that had this one in the flow of that index; null where the step is gone, or was never there. */
  now(reference: Reference, unit: Unit): RecoveredStep | null;
  /** References that still have the old number of a step that has another one now. */
  readonly stale: readonly ContributionFinding[];
}

/** Both views of one document: what a reference meant before the change, and where that stands now. */
export function renumbering(accepted: Contribution, original: Contribution): Renumbering {
  const steps = new Map<number, RecoveredStep>();
  for (const flow of accepted.flows)
    for (const step of flow.steps) for (const number of wordParagraphsOf(step)) if (!steps.has(number)) steps.set(number, step);
  const before = new Map<string, Reference>();
  for (const [key, reference] of keyed(original.references)) before.set(key, reference);
  const after = new Map<Reference, string>();
  for (const [key, reference] of keyed(accepted.references)) after.set(reference, key);
  const now = (reference: Reference, unit: Unit): RecoveredStep | null => {
    const old = before.get(after.get(reference) ?? "");
    if (old === undefined || old.scope.kind !== "flow") return null;
    const meant = stepWith(old.scope.flow, unit);
    const number = meant === null ? null : meant.piece.paragraph.place.wordParagraph;
    return meant === null || number === null ? null : (steps.get(number) ?? null);
  };
  const stale = accepted.references.flatMap((reference) => {
    const old = before.get(after.get(reference) ?? "");
    return old === undefined || reference.isDoubtful || old.isDoubtful ? [] : (staleIn(reference, now) ?? []);
  });
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

/** A reference is the same in both views where its Word paragraph, its words and their turn are. */
function* keyed(references: readonly Reference[]): Generator<readonly [string, Reference]> {
  const turns = new Map<string, number>();
  for (const reference of references) {
    const { wordParagraph } = reference.piece.paragraph.place;
    if (wordParagraph === null) continue;
    const key = `${wordParagraph} ${reference.text}`;
    const turn = turns.get(key) ?? 0;
    turns.set(key, turn + 1);
    yield [`${key} ${turn}`, reference];
  }
}
