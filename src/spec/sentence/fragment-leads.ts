import type { Element, Fragment } from "../../model/element.ts";
import type { Flow, Paragraph, Step } from "../../model/flow.ts";
import { type Run, stepRuns } from "../../model/print-prose.ts";
import { bodiesOf, elementsOf, indexOf } from "../../model/walk.ts";
import { isOtherwise, saysHowOften } from "./guard-words.ts";

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
  const all = operands.map(
    (steps): Cited => ({ runs: steps.length === 0 ? [words("no step")] : stepRuns([steps], flow), one: steps.length < 2 }),
  );
  const guard = fragment.operands[0]?.guard.trim() ?? "";
  switch (fragment.operator) {
    case "alt":
      return alternatives(fragment, all);
    case "opt":
      return [words(guard === "" ? "Optionally, " : `If ${guard}, `), ...happening(all), words(".")];
    case "loop":
      return [
        words(`${repetition(guard, fragment.times)}, `),
        ...joined(all, " and "),
        words(isOne(all) ? " is repeated." : " are repeated."),
      ];
    case "par":
      return [words("In parallel and in any order, "), ...happening(all), words(".")];
  }
}

/** The steps of one operand. */
interface Cited {
  readonly runs: readonly Run[];
  readonly one: boolean;
}

function alternatives(fragment: Fragment, all: readonly Cited[]): readonly Run[] {
  const guards = fragment.operands.map(({ guard }) => (isOtherwise(guard.trim()) ? "" : guard.trim()));
  if (guards.every((guard) => guard === ""))
    return [words("Either "), ...joined(all, " or "), words(isOne(all.slice(-1)) ? " takes place." : " take place.")];
  const runs = all.flatMap((cited, at) => {
    const guard = guards[at] ?? "";
    const condition = guard === "" ? "otherwise, " : `if ${guard}, `;
    return [words(at === 0 ? condition.charAt(0).toUpperCase() + condition.slice(1) : `; ${condition}`), ...happening([cited])];
  });
  return [...runs, words(".")];
}

/** "step 3 takes place", "steps 1 and 2 and step 4 take place". */
function happening(all: readonly Cited[]): readonly Run[] {
  return [...joined(all, " and "), words(isOne(all) ? " takes place" : " take place")];
}

function joined(all: readonly Cited[], last: string): readonly Run[] {
  return all.flatMap(({ runs }, at) => (at === 0 ? runs : [words(at === all.length - 1 ? last : ", "), ...runs]));
}

function isOne(all: readonly Cited[]): boolean {
  return all.length < 2 && all.every(({ one }) => one);
}

function repetition(guard: string, times: number): string {
  if (guard === "") return times > 1 ? `${times} times` : "As often as needed";
  if (saysHowOften(guard)) return guard.charAt(0).toUpperCase() + guard.slice(1);
  return `As long as ${guard}`;
}

function words(text: string): Run {
  return { text, cited: null };
}
