import type { Alignment } from "../analysis/alignment/align.ts";
import type { Discrepancy, Seen, Spot } from "../analysis/alignment/discrepancy.ts";
import type { Flow, Step } from "../model/flow.ts";
import { labelsOf } from "../model/print-prose.ts";
import { parseLabel, printLabel, type StepNumber } from "../model/step-label.ts";
import { nameOf } from "../model/walk.ts";

/** An alignment as a table: what is the matter, the steps, in words. */
export function alignmentRows({ discrepancies, renumbered }: Alignment, flow: Flow): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  let missing: Step[] = [];
  const tellMissing = () => {
    if (missing.length > 0) rows.push(["missing", stepsIn(missing, flow), missing.length === 1 ? "the trace does not have it" : "the trace has none of them"]);
    missing = [];
  };
  for (const discrepancy of discrepancies) {
    // A step of several hops is one.
    if (discrepancy.kind === "missing" && discrepancy.what === "all" && discrepancy.at.step !== null) {
      missing.push(discrepancy.at.step);
      continue;
    }
    tellMissing();
    rows.push(rowOf(discrepancy, flow));
  }
  tellMissing();
  return [...rows, ...shiftsOf(renumbered).map(({ was, is }) => ["renumbered", rangeOf(is, flow), `${rangeOf(was, flow)} in the trace`])];
}

function rowOf(discrepancy: Discrepancy, flow: Flow): readonly string[] {
  switch (discrepancy.kind) {
    case "missing": {
      const words = { all: "the trace does not have it", arrival: "it is sent and does not arrive", sending: "it arrives, but nobody has sent it" };
      return ["missing", spotIn(discrepancy.at), `${whatIn(discrepancy.at, flow)}: ${words[discrepancy.what]}`];
    }
    case "instead":
      return ["other", spotIn(discrepancy.at), `${discrepancy.found.message} instead of ${whatIn(discrepancy.at, flow)}`];
    case "extra": {
      const { after, found } = discrepancy;
      return ["extra", after === null ? "" : `after ${printLabel(after.number)}`, `${whatIn(found, flow)}${placeIn(found)}`];
    }
    case "repeated": {
      const { at, times } = discrepancy;
      return ["again", spotIn(at), `${whatIn(at, flow)}: ${times === 1 ? "once" : `${times} times`} more`];
    }
    case "moved": {
      const { at, past, how } = discrepancy;
      const other = past.step === null ? whatIn(past, flow) : past.step === at.step ? "its sending" : `step ${printLabel(past.step.number)}`;
      return ["moved", spotIn(at), `${whatIn(at, flow)}: ${how} ${other}, which ${how === "before" ? "it needs" : "needs it"}`];
    }
  }
}

/** "14", "after 14" for what is not printed. */
function spotIn({ step, after }: Spot): string {
  if (step !== null) return printLabel(step.number);
  return after === null ? "" : `after ${printLabel(after.number)}`;
}

/** "200 OK from UE-1 to P-CSCF". */
function whatIn({ from, to, message }: Pick<Spot, "from" | "to" | "message">, flow: Flow): string {
  if (message === null || from === to) return nameOf(flow, from);
  return `${message} from ${nameOf(flow, from)} to ${nameOf(flow, to)}`;
}

function placeIn({ step, n }: Seen): string {
  return step === null ? `, event ${n}` : `, event ${n}, step ${step} in the trace`;
}

function stepsIn(steps: readonly Step[], flow: Flow): string {
  return labelsOf(steps)
    .map((label) => printLabel(label, flow.numbering.sign))
    .join(", ");
}

interface Shift {
  readonly was: { readonly first: StepNumber; last: StepNumber };
  readonly is: { readonly first: StepNumber; last: StepNumber };
}

/** Steps in a row that are still in a row. */
function shiftsOf(renumbered: Alignment["renumbered"]): readonly Shift[] {
  const shifts: Shift[] = [];
  for (const { was: text, step } of renumbered) {
    const label = parseLabel(text);
    if (label === null || label.kind === "range") continue;
    const [last, is] = [shifts.at(-1), step.number];
    if (last !== undefined && isNext(last.was.last, label) && isNext(last.is.last, is)) {
      last.was.last = label;
      last.is.last = is;
    } else shifts.push({ was: { first: label, last: label }, is: { first: is, last: is } });
  }
  return shifts;
}

function isNext(one: StepNumber, other: StepNumber): boolean {
  return one.prefix === other.prefix && one.letter === other.letter && one.number + 1 === other.number;
}

function rangeOf({ first, last }: Shift["was"], flow: Flow): string {
  return first.number === last.number ? printLabel(first) : printLabel({ kind: "range", first, last }, flow.numbering.sign);
}
