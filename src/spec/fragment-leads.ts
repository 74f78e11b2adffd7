import type { Element, Fragment } from "../model/element.ts";
import type { Flow, Paragraph, Step } from "../model/flow.ts";
import { type Run, stepRuns } from "../model/print-prose.ts";
import { bodiesOf, elementsOf, indexOf } from "../model/walk.ts";

/** Sentences that say which steps are alternatives, optional, repeated or in parallel, by the paragraph they stand before. */
export function fragmentLeads(flow: Flow): ReadonlyMap<Paragraph, readonly (readonly Run[])[]> {
  const { paragraphOf } = indexOf(flow);
  const leads = new Map<Paragraph, (readonly Run[])[]>();
  for (const element of elementsOf(flow.body)) {
    if (element.kind !== "fragment") continue;
    const operands = bodiesOf(element).map((body) => stepsIn(flow, body));
    const first = operands.flat()[0];
    const paragraph = first === undefined ? undefined : paragraphOf.get(first.id);
    if (paragraph === undefined) continue;
    leads.set(paragraph, [...(leads.get(paragraph) ?? []), leadOf(flow, element, operands)]);
  }
  return leads;
}

function stepsIn(flow: Flow, body: readonly Element[]): readonly Step[] {
  const { stepOf } = indexOf(flow);
  return [...elementsOf(body)].map((element) => stepOf.get(element.id)).filter((step) => step !== undefined);
}

function leadOf(flow: Flow, fragment: Fragment, operands: readonly (readonly Step[])[]): readonly Run[] {
  const cite = (at: number) => {
    const steps = operands[at] ?? [];
    return steps.length === 0 ? [words("nothing")] : stepRuns([steps], flow);
  };
  const guard = fragment.operands[0]?.guard.trim() ?? "";
  switch (fragment.operator) {
    case "alt":
      return alternatives(fragment, cite);
    case "opt":
      return guard === ""
        ? [words("Optionally, "), ...cite(0), words(" take place.")]
        : [words(`If ${guard}, `), ...cite(0), words(" take place.")];
    case "loop":
      return [words(`${repetition(guard, fragment.times)}, `), ...cite(0), words(" are repeated.")];
    case "par":
      return [
        words("In parallel and in any order, "),
        ...operands.flatMap((_, at) => [...separator(at, operands.length, " and "), ...cite(at)]),
        words(" take place."),
      ];
  }
}

function alternatives(fragment: Fragment, cite: (at: number) => readonly Run[]): readonly Run[] {
  const count = fragment.operands.length;
  const runs = fragment.operands.flatMap(({ guard }, at) => {
    const condition =
      guard.trim() === "" || /^(?:else|otherwise)$/iu.test(guard.trim()) ? (at === 0 ? "either" : "otherwise") : `if ${guard.trim()}`;
    const opening = at === 0 ? condition.charAt(0).toUpperCase() + condition.slice(1) : condition;
    return [
      ...separator(at, count, "; "),
      words(condition === "either" ? `${opening} ` : `${opening}, `),
      ...cite(at),
      words(at === 0 ? " take place" : ""),
    ];
  });
  return [...runs, words(".")];
}

function separator(at: number, count: number, last: string): readonly Run[] {
  if (at === 0) return [];
  return [words(at === count - 1 || last === "; " ? last : ", ")];
}

function repetition(guard: string, times: number): string {
  if (guard === "") return times > 1 ? `${times} times` : "As often as needed";
  if (/^(?:until|while|for|as|each|every|up|\d)/iu.test(guard)) return guard.charAt(0).toUpperCase() + guard.slice(1);
  return `As long as ${guard}`;
}

function words(text: string): Run {
  return { text, cited: null };
}
