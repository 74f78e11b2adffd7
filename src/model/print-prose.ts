import type { Flow, Step } from "./flow.ts";
import type { Inline, Prose } from "./prose.ts";
import { compareNumbers, firstOf, follows, lastOf, printLabel, rangeOf, type StepLabel } from "./step-label.ts";
import { indexOf, nameOf, stepsOf } from "./walk.ts";

/** What a citation prints where its target has no number; lint reports it. */
const UNNUMBERED = "?";

/** A piece of printed prose and what it cites; a writer may make it a Word field or a link. */
export interface Run {
  readonly text: string;
  /** Null for words alone, and where nothing is found to cite. */
  readonly cited: Cited | null;
}

export type Cited =
  /** The steps of one printed label. */
  | { readonly kind: "steps"; readonly steps: readonly Step[] }
  | { readonly kind: "precondition"; readonly precondition: string }
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "figure" };

/** Prose as plain text, its references computed. */
export function printProse(prose: Prose, flow: Flow): string {
  return prose.map((inline) => printInline(inline, flow)).join("");
}

/** One inline as plain text. */
export function printInline(inline: Inline, flow: Flow): string {
  return printRuns(runsOf(inline, flow));
}

/** One inline as runs: "steps 3 and 7" cites twice. */
export function runsOf(inline: Inline, flow: Flow): readonly Run[] {
  switch (inline.kind) {
    case "text":
      return [words(inline.value)];
    case "participant":
      return [words(nameOf(flow, inline.participant))];
    case "item":
      return [words(indexOf(flow).items.get(inline.item) ?? inline.item)];
    case "steps":
      return stepRuns(
        inline.of.map((id) => stepsOf(flow, id)),
        flow,
      );
    case "received":
      return [words("received in "), ...stepRuns([arrivalOf(flow, inline.message, inline.by)], flow)];
    case "precondition": {
      const letter = flow.preconditions.find((one) => one.id === inline.precondition)?.letter;
      const cited: Cited | null = letter === undefined ? null : { kind: "precondition", precondition: inline.precondition };
      return [words("precondition "), { text: letter ?? UNNUMBERED, cited }];
    }
    case "note": {
      const number = flow.notes.find((one) => one.id === inline.note)?.number;
      if (number === undefined) return [words(`NOTE ${UNNUMBERED}`)];
      const text = number === null ? "NOTE" : `NOTE ${number}`;
      return [...(number === null ? [words("the ")] : []), { text, cited: { kind: "note", note: inline.note } }];
    }
    case "figure":
      return [words("figure "), { text: flow.figure.label, cited: { kind: "figure" } }];
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

/** "step 3", "steps 3~5", "steps 1, 10, 11 and 12": a label for each thing cited, one for those that touch within a paragraph. */
export function printSteps(cited: readonly (readonly Step[])[], flow: Flow): string {
  return printRuns(stepRuns(cited, flow));
}

/** As `printSteps`, a run for each label. */
export function stepRuns(cited: readonly (readonly Step[])[], flow: Flow): readonly Run[] {
  const labels = togetherOf(cited, flow).flatMap((steps) => labelsOf(steps).map((label) => ({ label, steps: stepsWithin(steps, label) })));
  const [first] = labels;
  if (first === undefined) return [words(`step ${UNNUMBERED}`)];
  const runs = [words(labels.length > 1 || first.label.kind === "range" ? "steps " : "step ")];
  for (const [at, { label, steps }] of labels.entries()) {
    if (at > 0) runs.push(words(at === labels.length - 1 ? " and " : ", "));
    runs.push({ text: printLabel(label, flow.numbering.sign), cited: { kind: "steps", steps } });
  }
  return runs;
}

/** Things that touch within one paragraph are cited as one: the request, its answer and its ACK of `24~32`. */
function togetherOf(cited: readonly (readonly Step[])[], flow: Flow): readonly (readonly Step[])[] {
  const { paragraphOf } = indexOf(flow);
  const groups: Step[][] = [];
  for (const steps of cited) {
    const first = steps[0];
    const last = groups.at(-1)?.at(-1);
    const touch = first !== undefined && last !== undefined && follows(last.number, first.number);
    if (touch && paragraphOf.get(first.id) === paragraphOf.get(last.id)) groups.at(-1)?.push(...steps);
    else groups.push([...steps]);
  }
  return groups;
}

function stepsWithin(steps: readonly Step[], label: StepLabel): readonly Step[] {
  const [first, last] = [firstOf(label), lastOf(label)];
  return [...new Set(steps)].filter(({ number }) => compareNumbers(first, number) <= 0 && compareNumbers(number, last) <= 0);
}

function words(text: string): Run {
  return { text, cited: null };
}

function printRuns(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join("");
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
