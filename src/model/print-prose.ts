import type { Flow, Step } from "./flow.ts";
import type { Inline, Prose } from "./prose.ts";
import { compareNumbers, follows, printLabel, rangeOf, type StepLabel } from "./step-label.ts";
import { indexOf, nameOf, stepsOf } from "./walk.ts";

/** What a citation prints where its target has no number; lint reports it. */
export const UNNUMBERED = "?";

/** Prose as plain text, its references computed. */
export function printProse(prose: Prose, flow: Flow): string {
  return prose.map((inline) => printInline(inline, flow)).join("");
}

/** One inline as plain text. */
export function printInline(inline: Inline, flow: Flow): string {
  switch (inline.kind) {
    case "text":
      return inline.value;
    case "participant":
      return nameOf(flow, inline.participant);
    case "item":
      return indexOf(flow).items.get(inline.item) ?? inline.item;
    case "steps":
      return printSteps(
        inline.of.map((id) => stepsOf(flow, id)),
        flow,
      );
    case "received":
      return `received in ${printSteps([arrivalOf(flow, inline.message, inline.by)], flow)}`;
    case "precondition":
      return `precondition ${flow.preconditions.find((one) => one.id === inline.precondition)?.letter ?? UNNUMBERED}`;
    case "note": {
      const number = flow.notes.find((one) => one.id === inline.note)?.number;
      return number === undefined ? `NOTE ${UNNUMBERED}` : number === null ? "the NOTE" : `NOTE ${number}`;
    }
    case "figure":
      return `figure ${flow.figure.label}`;
  }
}

/** The step in which `by` receives a message, as its end or on its way; none where it never does or the hop is not printed. */
export function arrivalOf(flow: Flow, message: string, by: string): readonly Step[] {
  const index = indexOf(flow);
  for (const id of index.hopsOf.get(message) ?? []) {
    const hop = index.elements.get(id);
    const step = index.stepOf.get(id);
    if (hop?.kind === "hop" && hop.to === by && step !== undefined) return [step];
  }
  return [];
}

/** "step 3", "steps 3~5", "steps 1, 10, 11 and 12": a label for each thing cited. */
export function printSteps(cited: readonly (readonly Step[])[], flow: Flow): string {
  const labels = cited.flatMap(labelsOf);
  const [first] = labels;
  if (first === undefined) return `step ${UNNUMBERED}`;
  const printed = labels.map((label) => printLabel(label, flow.numbering.sign));
  if (printed.length === 1) return `${first.kind === "range" ? "steps" : "step"} ${printed[0]}`;
  return `steps ${printed.slice(0, -1).join(", ")} and ${printed.at(-1)}`;
}

/** The labels of steps, in order and without repeats; numbers in a row become one range. */
export function labelsOf(steps: readonly Step[]): readonly StepLabel[] {
  const sorted = [...new Set(steps)].map((step) => step.number).sort(compareNumbers);
  const labels: StepLabel[] = [];
  let start = sorted[0];
  for (const [at, last] of sorted.entries()) {
    const next = sorted[at + 1];
    if (start === undefined || (next !== undefined && follows(last, next))) continue;
    labels.push(rangeOf(start, last));
    start = next;
  }
  return labels;
}
