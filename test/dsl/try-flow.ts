import { as, defineFlow, type Flow, type FlowBuilder, network, ue } from "callflow";
import type { Handles } from "../../src/dsl/participants.ts";
import { printProse } from "../../src/model/print-prose.ts";
import type { Prose } from "../../src/model/prose.ts";
import { printLabel, type RangeSign } from "../../src/model/step-label.ts";
import { messageOf } from "../../src/model/walk.ts";

export const head = { id: "tried", title: "Tried", figure: { label: "7", caption: "tried" }, source: { document: "TS 1.2", clause: "3" } };
export const four = { a: ue("A"), b: network("B"), c: as("C"), d: ue("D") };

/** A flow of four participants; paths go from `a` by way of `b`. */
export function flowOf(
  body: (participants: Handles<typeof four>, flow: FlowBuilder) => void,
  numbering: { readonly sign?: RangeSign; readonly prefix?: string } = {},
): Flow {
  return defineFlow({ ...head, numbering, participants: four }, body);
}

/** What is printed: `3 a > b: INVITE`, `4 condition`. */
export function stepsOf(flow: Flow, steps = flow.steps): readonly string[] {
  return steps.map((step) => {
    const label = printLabel(step.number);
    return step.kind === "message" ? `${label} ${step.from} > ${step.to}: ${nameIn(flow, step.id)}` : `${label} ${step.kind}`;
  });
}

function nameIn(flow: Flow, id: string): string {
  const step = flow.steps.find((one) => one.id === id);
  const message = step === undefined ? null : messageOf(flow, step);
  const added = flow.variants.flatMap(({ messages }) => messages).find((one) => id.startsWith(`${one.id}.`));
  return (message ?? added)?.name ?? "";
}

/** The labels of the paragraphs. */
export function labelsOf(flow: Flow, paragraphs = flow.paragraphs): readonly string[] {
  return paragraphs.map(({ label }) => printLabel(label, flow.numbering.sign));
}

/** What happens: `a > b: INVITE`, hidden hops too. */
export function wireOf(flow: Flow): readonly string[] {
  return flow.body.flatMap((element) => {
    if (element.kind !== "hop") return [];
    return `${element.from} > ${element.to}: ${flow.messages.find((message) => message.id === element.message)?.name}`;
  });
}

export function printed(prose: Prose | null | undefined, flow: Flow): string {
  return printProse(prose ?? [], flow);
}
