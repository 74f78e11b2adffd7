import type { Flow, Step } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import { follows, printLabel, rangeOf } from "../../model/step-label.ts";
import { indexOf, messageOf, nameOf } from "../../model/walk.ts";

/** Steps in a row that are one message, or one step that is none. */
export interface StepRun {
  /** As printed: `24~26`. */
  readonly label: string;
  readonly kind: Step["kind"];
  /** Names of participants, from end to end; one for an action, none for a condition. */
  readonly way: readonly string[];
  /** What the message is called, or what is said of a step that is none. */
  readonly what: string;
}

export function runsOf(steps: readonly Step[], flow: Flow): readonly StepRun[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const message = messageOf(flow, step);
    const goesOn = last !== undefined && message !== null && messageOf(flow, last) === message && last.to === step.from;
    if (goesOn && follows(last.number, step.number)) run?.push(step);
    else runs.push([step]);
  }
  return runs.flatMap((run) => runOf(run, flow));
}

function runOf(steps: readonly Step[], flow: Flow): readonly StepRun[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const element = indexOf(flow).elements.get(first.id);
  const said = element !== undefined && "text" in element ? printProse(element.text, flow).replace(/\s+/gu, " ").trim() : "";
  const ways = [first.from, ...steps.map(({ to }) => to)].filter((id) => id !== null).map((id) => nameOf(flow, id));
  return [
    {
      label: printLabel(rangeOf(first.number, last.number), flow.numbering.sign),
      kind: first.kind,
      way: first.from === first.to ? ways.slice(0, 1) : ways,
      what: messageOf(flow, first)?.name ?? said,
    },
  ];
}

/** `UE-1 → MMSC AS: REFER`. */
export function printRun({ way, what }: StepRun): string {
  return [way.join(" → "), what].filter((words) => words !== "").join(": ");
}
