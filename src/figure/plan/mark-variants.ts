import type { Element } from "../../model/element.ts";
import type { Flow, Step, Variant } from "../../model/flow.ts";
import { leftOutBy } from "../../model/left-out.ts";
import { follows, printLabel, rangeOf } from "../../model/step-label.ts";
import { elementsOf } from "../../model/walk.ts";

/** A flow in which everything stands that one of its variants adds, and signs for what they leave out. */
export interface MarkedFlow {
  readonly flow: Flow;
  /** By the id of an element, or of an operand as `f1/0`. */
  readonly signs: ReadonlyMap<string, string>;
  /** What the signs mean. */
  readonly legend: readonly { readonly sign: string; readonly text: string }[];
}

/** What variants add is in a fragment of its own, with the variant's condition as its guard; that and what they leave out has a sign: `*`, `**`. */
export function markVariants(flow: Flow): MarkedFlow {
  const signs = new Map<string, string>();
  const legend: { readonly sign: string; readonly text: string }[] = [];
  let marked = 0;
  for (const variant of flow.variants) {
    const gone = leftOutBy(flow, variant);
    const changes = gone.size + variant.choices.length + variant.inserts.length > 0;
    if (changes) marked += 1;
    // What changes no step has no place for a sign.
    const sign = changes ? "*".repeat(marked) : "";
    const put = (id: string) => signs.set(id, signs.has(id) ? `${signs.get(id)} ${sign}` : sign);
    for (const id of gone) put(id);
    for (const { fragment, operand } of variant.choices) put(`${fragment}/${operand}`);
    for (const at of variant.inserts.keys()) put(`${insertedId(variant, at)}/0`);
    legend.push({ sign, text: legendOf(flow, variant, gone) });
  }
  const body = flow.body.flatMap((element): readonly Element[] => [
    element,
    ...flow.variants.flatMap((variant) => insertionsAfter(element, variant)),
  ]);
  const whole: Flow = {
    ...flow,
    body,
    messages: [...flow.messages, ...flow.variants.flatMap(({ messages }) => messages)],
    steps: [...flow.steps, ...flow.variants.flatMap(({ steps }) => steps)],
    paragraphs: [...flow.paragraphs, ...flow.variants.flatMap(({ paragraphs }) => paragraphs)],
  };
  return { flow: whole, signs, legend };
}

/** Those after an element or after what stands in it. */
function insertionsAfter(element: Element, variant: Variant): readonly Element[] {
  const { guard, inserts, place } = variant;
  const within = new Set([...elementsOf([element])].map((inner) => inner.id));
  return inserts.flatMap(({ after, body }, at): readonly Element[] => {
    if (!within.has(after) || body.length === 0) return [];
    return [
      { kind: "fragment", id: insertedId(variant, at), operator: "opt", times: 1, operands: [{ guard: `if ${guard}`, body }], place },
    ];
  });
}

function insertedId({ id }: Variant, at: number): string {
  return `variant ${id} ${at}`;
}

/** `If all media components are transferred: 27~32 are left out; 44a~44b are added.` */
function legendOf(flow: Flow, variant: Variant, gone: ReadonlySet<string>): string {
  const print = (steps: readonly Step[]) => printSteps(steps, flow);
  const left = flow.steps.filter((step) => step.covers.some((id) => gone.has(id)));
  const said: string[] = [];
  if (left.length > 0) said.push(`${print(left)} ${left.length === 1 ? "is" : "are"} left out`);
  if (variant.steps.length > 0) said.push(`${print(variant.steps)} ${variant.steps.length === 1 ? "is" : "are"} added`);
  if (variant.choices.length > 0) said.push("the marked alternative is taken");
  return `If ${variant.guard}: ${said.length === 0 ? "the steps are the same" : said.join("; ")}.`;
}

function printSteps(steps: readonly Step[], { numbering }: Flow): string {
  const runs: { first: Step; last: Step }[] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.last.number, step.number)) run.last = step;
    else runs.push({ first: step, last: step });
  }
  return runs.map(({ first, last }) => printLabel(rangeOf(first.number, last.number), numbering.sign)).join(", ");
}
