import {
  type Clause,
  type Contribution,
  compareUnits,
  expectedAfter,
  mayBegin,
  type Piece,
  printUnit,
  type RecoveredFlow,
  type Reference,
  type Unit,
} from "../../../contribution/index.ts";
import type { Severity } from "../../../model/diagnostic.ts";
import { endsOf, extentOf, firstUnit, lastUnit, lookUp, sayUnits } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding, ContributionSettings } from "../rule.ts";
import { shiftedIn } from "../shifts.ts";

export const noUndefinedStep: ContributionCheck = {
  id: "reference/no-undefined-step",
  *check(contribution, { base }: ContributionSettings) {
    const shifted = new Set(shiftedIn(contribution).map(({ reference }) => reference));
    const labels = labelsByClause(contribution);
    const weightOf = weightsIn(contribution);
    for (const reference of contribution.references) {
      if (reference.target !== "step" || shifted.has(reference)) continue;
      if (reference.isDoubtful) continue;
      const found = undefinedIn(reference, contribution, base, labels);
      if (found !== null) yield { ...found, severity: atMost(found.severity ?? "error", weightOf(reference)) };
    }
  },
};

function undefinedIn(
  reference: Reference,
  contribution: Contribution,
  base: Contribution | null,
  labels: ReadonlyMap<number, ReadonlySet<number>>,
): ContributionFinding | null {
  const { scope } = reference;
  switch (scope.kind) {
    case "elsewhere":
      return null;
    case "flow": {
      const missing = missingIn([scope.flow], reference);
      // `4.1` where all steps are `4`: the numbers of a picture.
      if (!isNumberedLike(missing, scope.flow)) return null;
      const own = labels.get(reference.piece.clause);
      // A number that is printed in this clause stands somewhere, whatever it numbers.
      const isPrinted = missing.some(({ numbers, letter }) => letter === "" && own?.has(numbers[0] ?? -1) === true);
      return missing.length === 0 || isPrinted || tellsThem(reference, missing, scope.flow) || goesOn(scope.flow, contribution)
        ? null
        : finding(reference, missing, scope.flow, "error", "");
    }
    case "own-clause": {
      const missing = missingIn(scope.flows, reference);
      const [flow] = scope.flows;
      // Tables number what they like.
      const isTable = reference.piece.region !== 0;
      return missing.length === 0 || flow === undefined || scope.flows.length > 1 || isTable || goesOn(flow, contribution)
        ? null
        : finding(reference, missing, flow, "warning", "");
    }
    case "clause":
    case "figure": {
      const label = scope.kind === "clause" ? scope.number : scope.label;
      const own = flowsOf(contribution, scope.kind, label);
      const flows = own.length > 0 ? own : base === null ? [] : flowsOf(base, scope.kind, label);
      const [flow] = flows;
      // Of a clause that is not here as a whole, some of its parts may be.
      if (flow === undefined || (scope.kind === "clause" && !hasClause(own.length > 0 ? contribution : base, label))) return null;
      const missing = missingIn(flows, reference);
      const isWhole = own.length === 0 || !contribution.isExtract;
      const where = ` of ${scope.kind} ${label}${own.length === 0 ? " in the base specification" : ""}`;
      return missing.length === 0 ? null : finding(reference, missing, flow, isWhole ? "error" : "warning", where);
    }
  }
}

/** So many references that hold, for each that does not, show that a document means the flow around them. */
const RESOLVED = 3;

/**
 * How much a reference that holds nowhere may weigh at most. It is one to the flow around it, and to no other, where no other flow of the
 * document has the number, where something is taken from there, or where the document's other references of this form hold.
 */
function weightsIn({ flows, references, pieces }: Contribution): (reference: Reference) => Severity {
  let counted: boolean | null = null;
  const open = openFlow(flows, pieces);
  const behind = open === null ? 0 : citedBehind(open, references);
  const isHabit = () => {
    const own = references.filter(({ target, scope, isDoubtful }) => target === "step" && !isDoubtful && scope.kind === "flow");
    const lost = own.filter((each) => each.scope.kind === "flow" && missingIn([each.scope.flow], each).length > 0);
    return own.length - lost.length >= lost.length * RESOLVED;
  };
  return (reference) => {
    const { scope, source } = reference;
    if (scope.kind === "clause" || scope.kind === "figure") return "error";
    if (scope.kind === "flow" && scope.flow === open && behind > 1) return "info";
    if (source !== null || flows.every((flow) => missingIn([flow], reference).length > 0)) return "error";
    counted ??= isHabit();
    return counted ? "error" : "info";
  };
}

/** The flow in the midst of which a text may end, that somebody has cut out of a document. */
function openFlow(flows: readonly RecoveredFlow[], pieces: readonly Piece[]): RecoveredFlow | null {
  const flow = flows.at(-1);
  const last = flow?.steps.at(-1);
  if (flow === undefined || last === undefined) return null;
  const next = printUnit(expectedAfter(lastUnit(last), lastUnit(last)));
  const ends = ({ role, paragraph }: Piece) =>
    role === "marker" ||
    role === "note" ||
    role === "caption" ||
    (role === "heading" && !new RegExp(`^${next}[.)]\\s`, "u").test(paragraph.text));
  return pieces.slice(flow.last + 1).some(ends) ? null : flow;
}

/** How many numbers behind its last one are cited in a flow. */
function citedBehind(flow: RecoveredFlow, references: readonly Reference[]): number {
  const last = flow.steps.at(-1);
  const behind = new Set<string>();
  for (const { target, scope, isDoubtful, spans } of references) {
    if (last === undefined || target !== "step" || isDoubtful || scope.kind !== "flow" || scope.flow !== flow) continue;
    for (const unit of endsOf(spans))
      if (compareUnits(unit, lastUnit(last)) > 0 && lookUp(flow, unit) === "none") behind.add(printUnit(unit));
  }
  return behind.size;
}

/** The lighter of two. */
function atMost(severity: Severity, most: Severity): Severity {
  const order: readonly Severity[] = ["info", "warning", "error"];
  return order.indexOf(severity) < order.indexOf(most) ? severity : most;
}

/** Whether the flow has labels of as many levels at all. */
function isNumberedLike(missing: readonly Unit[], { steps }: RecoveredFlow): boolean {
  const deepest = Math.max(...steps.map((step) => firstUnit(step).numbers.length));
  return missing.every(({ numbers }) => numbers.length <= deepest);
}

/** "Steps 3 and 4 are those of a redemption": here they are. */
function tellsThem({ at, piece }: Reference, missing: readonly Unit[], flow: RecoveredFlow): boolean {
  const last = flow.steps.at(-1);
  return at <= piece.from && last !== undefined && missing.every((unit) => compareUnits(unit, lastUnit(last)) < 0);
}

function missingIn(flows: readonly RecoveredFlow[], { spans }: Reference): readonly Unit[] {
  return endsOf(spans).filter((unit) => flows.every((flow) => lookUp(flow, unit) === "none"));
}

/** The flows of a clause and of those below it, or of a figure. */
function flowsOf({ flows }: Contribution, kind: "clause" | "figure", label: string): readonly RecoveredFlow[] {
  const isBelow = (clause: Clause | null) => clause !== null && (clause.number === label || clause.number.startsWith(`${label}.`));
  return flows.filter(({ clause, caption }) => (kind === "clause" ? isBelow(clause) : caption?.label === label));
}

function hasClause(document: Contribution | null, label: string): boolean {
  return document?.clauses.some(({ number }) => number === label) === true;
}

/** A flow that does not begin at its beginning, or that another goes on from, is a part of one. */
function goesOn(flow: RecoveredFlow, { flows }: Contribution): boolean {
  const [first] = flow.steps;
  const next = flows[flow.index + 1]?.steps[0];
  return (first !== undefined && !mayBegin(firstUnit(first))) || (next !== undefined && !mayBegin(firstUnit(next)));
}

function finding(
  reference: Reference,
  missing: readonly Unit[],
  flow: RecoveredFlow,
  severity: "error" | "warning",
  where: string,
): ContributionFinding {
  return {
    place: reference.place,
    flow: reference.flow,
    step: reference.step,
    severity,
    quote: reference.text,
    reason: `Unexpected reference to ${sayUnits(missing)}${where}, expected ${extentOf(flow)}`,
    related: flow.steps.slice(-1).map(({ label, place }) => ({ message: `The last step is ${label.text}`, place })),
  };
}

/** The first numbers of everything that is numbered in a clause. */
function labelsByClause({ pieces }: Contribution): ReadonlyMap<number, ReadonlySet<number>> {
  const labels = new Map<number, Set<number>>();
  for (const { clause, label, role } of pieces) {
    if (label === null || role !== "text") continue;
    const same = labels.get(clause) ?? new Set<number>();
    labels.set(clause, same);
    for (const { first, last } of label.spans) for (let n = first.numbers[0] ?? 0; n <= (last.numbers[0] ?? 0); n += 1) same.add(n);
  }
  return labels;
}
