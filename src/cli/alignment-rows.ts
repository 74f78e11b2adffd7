import type { Alignment } from "../analysis/alignment/align.ts";
import type { Discrepancy, Spot } from "../analysis/alignment/discrepancy.ts";
import type { Flow, Step } from "../model/flow.ts";
import { labelsOf } from "../model/print-prose.ts";
import { parseLabel, printLabel, rangeOf, type StepNumber } from "../model/step-label.ts";
import { nameOf } from "../model/walk.ts";

/** What events are in, and are found again in that the flow does not have. */
const places = { event: "the trace", packet: "the capture" } as const;

type Unit = keyof typeof places;

/** An alignment as a table: what is the matter, the steps, in words. @param unit what the trace counts */
export function alignmentRows(
  { discrepancies, renumbered }: Pick<Alignment, "discrepancies" | "renumbered">,
  flow: Flow,
  unit: Unit = "event",
): readonly (readonly string[])[] {
  const [again, runs] = [runsOnceMore(discrepancies, flow), runsOfExtras(discrepancies)];
  const rows: (readonly string[])[] = [];
  for (const group of groupsOf(discrepancies)) {
    const [first] = group;
    const run = first === undefined ? undefined : runs.get(first);
    const more = first === undefined ? undefined : again.get(first);
    if (first === undefined || (run !== undefined && run.extras[0] !== first) || (more !== undefined && more[0] !== first)) continue;
    if (more !== undefined) rows.push(onceMoreRow(more, flow, unit));
    else if (run !== undefined) rows.push(extraRow(run, flow, unit));
    else if (group.length > 1) rows.push(groupRow(group, flow, unit));
    else rows.push(rowOf(first, flow, unit));
  }
  return [
    ...rows,
    ...shiftsOf(renumbered).map(({ was, is }) => ["renumbered", printRange(is, flow), `${printRange(was, flow)} in ${places[unit]}`]),
  ];
}

/** What follows each other and says the same of different steps. */
function groupsOf(discrepancies: readonly Discrepancy[]): readonly (readonly Discrepancy[])[] {
  const groups: Discrepancy[][] = [];
  for (const discrepancy of discrepancies) {
    const before = groups.at(-1);
    if (before?.[0] !== undefined && saidOf(discrepancy) !== null && saidOf(before[0]) === saidOf(discrepancy)) before.push(discrepancy);
    else groups.push([discrepancy]);
  }
  return groups;
}

function saidOf(discrepancy: Discrepancy): string | null {
  if (discrepancy.kind === "missing" && discrepancy.at.step !== null) return `missing ${discrepancy.what}`;
  if (discrepancy.kind === "instead" && discrepancy.at.step !== null)
    return `instead ${discrepancy.found.message} ${discrepancy.at.message}`;
  return discrepancy.kind === "repeated" && discrepancy.at.step !== null ? `again ${discrepancy.times}` : null;
}

function groupRow(group: readonly Discrepancy[], flow: Flow, unit: Unit): readonly string[] {
  const [first] = group;
  const steps = stepsIn(
    group.flatMap((one) => ("at" in one && one.at.step !== null ? [one.at.step] : [])),
    flow,
  );
  if (first?.kind === "repeated") return ["again", steps, `each ${timesMore(first.times)}`];
  if (first?.kind === "instead") return ["other", steps, `${first.found.message} instead of ${first.at.message}`];
  return ["missing", steps, first?.kind === "missing" ? missingIn(first.what, false, places[unit]) : ""];
}

/** What is said of a step that is missing, and of several. @param where `the trace` */
function missingIn(what: Missing["what"], isOne: boolean, where: string): string {
  switch (what) {
    case "all":
      return isOne ? `${where} does not have it` : `${where} has none of them`;
    case "arrival":
      return isOne ? "it is sent and does not arrive" : "they are sent and do not arrive";
    case "sending":
      return isOne ? "it arrives, but nobody has sent it" : "they arrive, but nobody has sent them";
  }
}

type Missing = Extract<Discrepancy, { readonly kind: "missing" }>;

function timesMore(times: number): string {
  return times === 1 ? "once more" : `${times} times more`;
}

function rowOf(discrepancy: Discrepancy, flow: Flow, unit: Unit): readonly string[] {
  switch (discrepancy.kind) {
    case "missing":
      return ["missing", spotIn(discrepancy.at), `${whatIn(discrepancy.at, flow)}: ${missingIn(discrepancy.what, true, places[unit])}`];
    case "instead":
      return ["other", spotIn(discrepancy.at), `${discrepancy.found.message} instead of ${whatIn(discrepancy.at, flow)}`];
    case "extra": {
      const { after, found } = discrepancy;
      return [
        "extra",
        after === null ? "" : `after ${printLabel(after.number)}`,
        `${whatIn(found, flow)}, ${unit} ${found.n} of ${places[unit]}`,
      ];
    }
    case "repeated": {
      const { at, times } = discrepancy;
      return ["again", spotIn(at), `${whatIn(at, flow)}: ${timesMore(times)}`];
    }
    case "moved": {
      const { at, past, how } = discrepancy;
      const other =
        past.step === null ? whatIn(past, flow) : past.step === at.step ? "its sending" : `step ${printLabel(past.step.number)}`;
      return ["moved", spotIn(at), `${whatIn(at, flow)}: ${how} ${other}, which ${how === "before" ? "it needs" : "needs it"}`];
    }
  }
}

type Extra = Extract<Discrepancy, { readonly kind: "extra" }>;

/** Steps in a row, as the trace counts them, that the flow does not have. */
interface Run {
  readonly extras: Extra[];
  readonly first: StepNumber;
  last: StepNumber;
}

/** In the order of the trace. */
function extrasIn(discrepancies: readonly Discrepancy[]): readonly Extra[] {
  return discrepancies.filter((one) => one.kind === "extra").sort((a, b) => a.found.n - b.found.n);
}

/** Extras in the order of the trace that do steps of the flow once more, in the order of the flow; at least two steps. */
function runsOnceMore(discrepancies: readonly Discrepancy[], flow: Flow): ReadonlyMap<Discrepancy, readonly Extra[]> {
  const runs: Extra[][] = [];
  for (const extra of extrasIn(discrepancies)) {
    const run = runs.at(-1);
    const [last, like] = [run?.at(-1)?.like ?? null, extra.like];
    if (like === null) runs.push([]);
    else if (run !== undefined && last !== null && flow.steps.indexOf(last) <= flow.steps.indexOf(like)) run.push(extra);
    else runs.push([extra]);
  }
  const folded = runs.filter((run) => new Set(run.map(({ like }) => like)).size > 1);
  return new Map(folded.flatMap((run) => run.map((extra) => [extra, run] as const)));
}

function onceMoreRow(run: readonly Extra[], flow: Flow, unit: Unit): readonly string[] {
  const steps = stepsIn([...new Set(run.flatMap(({ like }) => like ?? []))], flow);
  const [first, last] = [run[0]?.found.n, run.at(-1)?.found.n];
  return ["again", steps, `once more, with new messages: ${unit}s ${first} to ${last} of ${places[unit]}`];
}

function runsOfExtras(discrepancies: readonly Discrepancy[]): ReadonlyMap<Discrepancy, Run> {
  const runs = new Map<Discrepancy, Run>();
  let run: Run | null = null;
  for (const extra of extrasIn(discrepancies)) {
    const label = extra.found.step === null ? null : parseLabel(extra.found.step);
    if (label === null || label.kind === "range") continue;
    if (run !== null && (isNext(run.last, label) || printLabel(run.last) === printLabel(label))) {
      run.extras.push(extra);
      run.last = label;
    } else run = { extras: [extra], first: label, last: label };
    runs.set(extra, run);
  }
  return runs;
}

function extraRow(run: Run, flow: Flow, unit: Unit): readonly string[] {
  const [first] = run.extras;
  const names = [...new Set(run.extras.map(({ found }) => found.message ?? nameOf(flow, found.from)))];
  const what = run.extras.length === 1 && first !== undefined ? whatIn(first.found, flow) : names.join(", ");
  const after = first?.after ?? null;
  return ["extra", after === null ? "" : `after ${printLabel(after.number)}`, `${printRange(run, flow)} in ${places[unit]}: ${what}`];
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

export function stepsIn(steps: readonly Step[], flow: Flow): string {
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

function printRange({ first, last }: Pick<Run, "first" | "last">, flow: Flow): string {
  return printLabel(rangeOf(first, last), flow.numbering.sign);
}
