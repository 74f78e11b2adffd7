import { resolveVariant } from "../analysis/resolve-variant.ts";
import type { Diagnostic, Related } from "../model/diagnostic.ts";
import type { Flow } from "../model/flow.ts";
import { type LintConfig, noLintConfig } from "../model/lint-config.ts";
import { isOff, settingsOf, weigh } from "./configure.ts";
import { numbersOf } from "./label-of.ts";
import type { Finding, FlowRule, Rule, TryOut } from "./rule.ts";

/**
 * What the rules find in the flows, in the order of their files and of the places in them. Each rule on one flow sees the flow
 * itself and each variant of it; what it finds in a variant as in the flow is told once.
 *
 * @param whatIf lets things happen; null where nobody asks what may happen
 */
export function runRules(
  all: readonly Rule[],
  flows: readonly Flow[],
  config: LintConfig = noLintConfig,
  whatIf: TryOut | null = null,
): Diagnostic[] {
  const rules = all.filter(({ meta }) => !isOff(config, meta.id) && (whatIf !== null || !meta.whatIf));
  const tryOut = whatIf ?? notTried;
  const found: Diagnostic[] = [];
  for (const flow of flows) {
    const views = viewsOf(flow);
    for (const rule of rules) if (rule.kind === "flow") found.push(...checkFlow(rule, flow, views, config, tryOut));
  }
  for (const rule of rules) {
    if (rule.kind !== "flows") continue;
    for (const finding of rule.check(flows, settingsOf(config, rule.meta))) found.push(diagnosticOf(rule, finding.flow, finding, []));
  }
  return inDocumentOrder(
    weigh(found, config, (id) => rules.find(({ meta }) => meta.id === id)?.meta),
    flows,
    new Set(rules.flatMap(({ meta }) => (meta.whatIf ? [meta.id] : []))),
  );
}

/** What becomes of nothing is not told. */
const notTried: TryOut = () => () => null;

interface View {
  readonly flow: Flow;
  /** Where the variant is declared that it shows; none for the flow itself. */
  readonly related: readonly Related[];
}

function viewsOf(flow: Flow): readonly View[] {
  const variants = flow.variants.map(({ id, guard, place }) => {
    const related = [{ message: `Only in variant ${id}, if ${guard}`, place }];
    return { flow: resolveVariant(flow, id), related };
  });
  return [{ flow, related: [] }, ...variants];
}

function checkFlow(rule: FlowRule, flow: Flow, views: readonly View[], config: LintConfig, tryOut: TryOut): readonly Diagnostic[] {
  const settings = settingsOf(config, rule.meta);
  const told = new Set<string>();
  const found: Diagnostic[] = [];
  for (const view of rule.variants ? views : views.slice(0, 1)) {
    for (const finding of rule.check(view.flow, settings, tryOut)) {
      const { file, line, column } = finding.place;
      const once = JSON.stringify([file, line, column, finding.reason]);
      if (told.has(once)) continue;
      told.add(once);
      found.push(diagnosticOf(rule, flow, finding, view.related));
    }
  }
  return found;
}

function diagnosticOf(rule: Rule, flow: Flow, finding: Finding, related: readonly Related[]): Diagnostic {
  return {
    kind: "diagnostic",
    rule: rule.meta.id,
    severity: finding.severity ?? rule.meta.severity,
    message: finding.reason,
    flow: flow.id,
    clause: flow.source.clause === "" ? null : flow.source.clause,
    step: finding.steps === undefined ? null : numbersOf(flow, finding.steps),
    place: finding.place,
    wordParagraph: null,
    quote: finding.quote ?? null,
    expected: finding.expected ?? null,
    related: [...(finding.related ?? []), ...related],
  };
}

/** Stable: what stands at one place keeps the order of the rules. What may happen stands last in its file, as its rule has it. */
function inDocumentOrder(diagnostics: readonly Diagnostic[], flows: readonly Flow[], whatIf: ReadonlySet<string>): Diagnostic[] {
  const files = new Map([...new Set(flows.map(({ place }) => place.file))].map((file, at) => [file, at]));
  const fileAt = ({ place }: Diagnostic) => files.get(place.file) ?? files.size;
  return diagnostics.toSorted((a, b) => {
    const [one, other] = [a.place, b.place];
    if (one.file !== other.file) return fileAt(a) - fileAt(b) || (one.file < other.file ? -1 : 1);
    const [isLast, isOtherLast] = [whatIf.has(a.rule), whatIf.has(b.rule)];
    if (isLast || isOtherLast) return Number(isLast) - Number(isOtherLast);
    return one.line - other.line || one.column - other.column;
  });
}
