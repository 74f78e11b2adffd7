import type { Element } from "../model/element.ts";
import type { Flow, Paragraph, Step, Variant } from "../model/flow.ts";
import { leftOutBy } from "../model/left-out.ts";
import type { Prose } from "../model/prose.ts";
import { rangeOf } from "../model/step-label.ts";
import { elementsOf } from "../model/walk.ts";
import { BadInput } from "../model/wrong.ts";

/**
 * The flow with a variant applied: a flow like any other. Main numbers stay, what is omitted is absent, what is added has letters.
 *
 * @throws BadInput where the flow has no such variant
 */
export function resolveVariant(flow: Flow, id: string): Flow {
  const variant = flow.variants.find((one) => one.id === id);
  if (variant === undefined) {
    const known = flow.variants.map((one) => one.id).join(", ");
    throw new BadInput(`flow ${flow.id} has no variant ${id}`, {
      place: flow.place,
      remedy: known === "" ? "It has none" : `It has ${known}`,
    });
  }
  const gone = omittedOf(flow, variant);
  const body = changedBody(flow.body, variant, gone);
  const order = new Map([...elementsOf(body)].map((element, at) => [element.id, at]));
  const steps = inOrder(
    [...flow.steps, ...variant.steps].map((step) => without(step, order)),
    order,
  );
  const stays = (at: string | null) => at === null || !gone.has(at);
  const set = new Map(variant.sets.map((one) => [one.id, one]));
  return {
    ...flow,
    title: `${flow.title}, if ${variant.guard}`,
    figure: { ...flow.figure, caption: `${flow.figure.caption}, if ${variant.guard}` },
    parameters: flow.parameters.map((parameter) => set.get(parameter.id) ?? parameter),
    messages: [...flow.messages, ...variant.messages].filter((message) => !gone.has(message.id)),
    body,
    steps,
    paragraphs: keptParagraphs([...flow.paragraphs, ...variant.paragraphs], steps),
    notes: flow.notes.filter((note) => stays(note.at) && !cites(note.text, gone)),
    variants: [],
    expectations: [...flow.expectations, ...variant.expectations],
    departures: flow.departures.filter((one) => stays(one.at)),
    errata: flow.errata.filter((one) => stays(one.at)),
  };
}

/** Ids of what is not there in the variant: what it leaves out, and the operands that it does not choose. */
function omittedOf(flow: Flow, variant: Variant): ReadonlySet<string> {
  const gone = leftOutBy(flow, variant);
  for (const element of elementsOf(flow.body)) {
    const chosen = element.kind === "fragment" ? variant.choices.find((one) => one.fragment === element.id) : undefined;
    if (element.kind !== "fragment" || chosen === undefined) continue;
    for (const [at, operand] of element.operands.entries())
      if (at !== chosen.operand) for (const inner of elementsOf(operand.body)) gone.add(inner.id);
  }
  // A message goes with the last of its hops, as one in an operand that is not chosen.
  const hops = [...elementsOf(flow.body)].filter((element) => element.kind === "hop");
  const left = new Set(hops.filter((hop) => !gone.has(hop.id)).map((hop) => hop.message));
  for (const hop of hops) if (!left.has(hop.message)) gone.add(hop.message);
  return gone;
}

function changedBody(body: readonly Element[], variant: Variant, gone: ReadonlySet<string>): readonly Element[] {
  const changed: Element[] = [];
  for (const element of body) {
    if (!gone.has(element.id)) changed.push(changedElement(element, variant, gone));
    for (const insertion of variant.inserts) if (insertion.after === element.id) changed.push(...insertion.body);
  }
  return changed;
}

function changedElement(element: Element, variant: Variant, gone: ReadonlySet<string>): Element {
  if (element.kind === "exchange") return { ...element, body: changedBody(element.body, variant, gone) };
  if (element.kind !== "fragment") return element;
  const chosen = variant.choices.find((one) => one.fragment === element.id)?.operand;
  const operands = element.operands.filter((_, at) => chosen === undefined || at === chosen);
  return { ...element, operands: operands.map((operand) => ({ ...operand, body: changedBody(operand.body, variant, gone) })) };
}

function without(step: Step, order: ReadonlyMap<string, number>): Step {
  const covers = step.covers.filter((id) => order.has(id));
  return covers.length === step.covers.length ? step : { ...step, covers };
}

function inOrder(steps: readonly Step[], order: ReadonlyMap<string, number>): readonly Step[] {
  const position = (step: Step) => order.get(step.covers[0] ?? "") ?? 0;
  return steps.filter((step) => step.covers.length > 0).sort((a, b) => position(a) - position(b));
}

function keptParagraphs(paragraphs: readonly Paragraph[], steps: readonly Step[]): readonly Paragraph[] {
  const position = new Map(steps.map((step, at) => [step.id, at]));
  const kept: { readonly paragraph: Paragraph; readonly at: number }[] = [];
  for (const paragraph of paragraphs) {
    const left = paragraph.steps.filter((id) => position.has(id));
    const first = steps[position.get(left[0] ?? "") ?? -1];
    const last = steps[position.get(left.at(-1) ?? "") ?? -1];
    if (first === undefined || last === undefined) continue;
    kept.push({ paragraph: { ...paragraph, steps: left, label: rangeOf(first.number, last.number) }, at: position.get(first.id) ?? 0 });
  }
  return kept.sort((a, b) => a.at - b.at).map(({ paragraph }) => paragraph);
}

/** Whether prose speaks of what is not there. */
function cites(prose: Prose, gone: ReadonlySet<string>): boolean {
  return prose.some(
    (inline) =>
      (inline.kind === "steps" && inline.of.some((id) => gone.has(id))) || (inline.kind === "received" && gone.has(inline.message)),
  );
}
