import { align } from "../../analysis/alignment/align.ts";
import type { Execution } from "../../engine/index.ts";
import type { Flow } from "../../model/flow.ts";
import { printPlace } from "../../model/place.ts";
import { printLabel } from "../../model/step-label.ts";
import { alignmentRows } from "../alignment-rows.ts";
import type { Judgement } from "../judge.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { nameWith } from "../variant.ts";

/** Where the flow says what is done in a step; itself where it is in none. */
function placeOf(step: string | null, flow: Flow): string {
  return printPlace(flow.steps.find(({ number }) => printLabel(number) === step)?.place ?? flow.place);
}

/** What was executed, and what came of it. */
export function printExecution(
  { trace, steps, events, messages, departures, recoveries }: Execution,
  { ok: isOk, failures, checkers }: Judgement,
  flow: Flow,
  session: Session,
): string {
  const { header, outcome } = trace;
  const { paint } = session;
  const stepName = (step: string | null) => (step === null ? "the flow" : `step ${step}`);
  const executed = [`${steps} of ${flow.steps.length} steps, ${messages} messages, ${events} events, seed ${header.seed}`];
  const checked = checkers > 0 && failures.length === 0 ? [[`${checkers} checkers have read the trace and found nothing`]] : [];
  const sections: readonly (readonly [title: string, rows: readonly (readonly string[])[]])[] = [
    ["faults", header.faults.map((fault) => [fault])],
    ["executed", [executed, ...checked]],
    ["failures", failures.map(({ step, reason }) => [paint("red", stepName(step)), paint("dim", placeOf(step, flow)), reason])],
    // A run as it should be has every step, in order.
    ["against the flow", isOk && header.faults.length === 0 ? [] : alignmentRows(align(trace, flow), flow)],
    ["expectations", outcome.expectations.map(({ text, ok }) => [ok ? paint("green", "holds") : paint("red", "fails"), text])],
    ["recovered", recoveries.map(({ step, what }) => [stepName(step), what])],
    ["departures", departures.map(({ step, source, reason }) => [stepName(step), `${source}: ${reason}`])],
  ];
  const told = sections.filter(([, rows]) => rows.length > 0);
  const printed = told.map(([title, rows]) => `  ${title}\n${printTable(rows, { width: widthOf(session), indent: "    " })}`);
  const verdict = isOk ? paint("green", "ok") : paint("red", "failed");
  return `${paint("bold", nameWith(header.flow, header.variant))}: ${verdict}\n${printed.join("\n")}`;
}
