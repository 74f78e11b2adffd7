import type { Execution } from "../engine/index.ts";
import type { Flow } from "../model/flow.ts";
import { type Session, widthOf } from "./session.ts";
import { printTable } from "./table.ts";

/** What was executed, and what came of it. */
export function printExecution({ trace, steps, events, messages, departures }: Execution, flow: Flow, session: Session): string {
  const { header, outcome } = trace;
  const { paint } = session;
  const stepName = (step: string | null) => (step === null ? "the flow" : `step ${step}`);
  const sections: readonly (readonly [title: string, rows: readonly (readonly string[])[]])[] = [
    ["faults", header.faults.map((fault) => [fault])],
    ["executed", [[`${steps} of ${flow.steps.length} steps, ${messages} messages, ${events} events, seed ${header.seed}`]]],
    ["failures", outcome.failures.map(({ step, reason }) => [paint("red", stepName(step)), reason])],
    ["expectations", outcome.expectations.map(({ text, ok }) => [ok ? paint("green", "holds") : paint("red", "fails"), text])],
    ["departures", departures.map(({ step, source, reason }) => [stepName(step), `${source}: ${reason}`])],
  ];
  const told = sections.filter(([, rows]) => rows.length > 0);
  const printed = told.map(([title, rows]) => `  ${title}\n${printTable(rows, { width: widthOf(session), indent: "    " })}`);
  const name = header.variant === null ? header.flow : `${header.flow}, variant ${header.variant}`;
  const verdict = outcome.ok ? paint("green", "ok") : paint("red", "failed");
  return `${paint("bold", name)}: ${verdict}\n${printed.join("\n")}`;
}
