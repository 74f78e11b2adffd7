import type { SweepRow } from "../engine/index.ts";
import type { Flow } from "../model/flow.ts";
import { type Session, widthOf } from "./session.ts";
import { printTable } from "./table.ts";

const kinds = ["drop", "duplicate", "delay"] as const;

/** What became of each single fault: a row for each step, then the failures, then how many there were of each. */
export function printSweep(rows: readonly SweepRow[], flow: Flow, session: Session): string {
  const { paint } = session;
  const colour = { unharmed: "green", recovered: "green", failed: "yellow", stuck: "red" } as const;
  const steps = [...new Set(rows.map(({ step }) => step))];
  const cell = (step: string, kind: SweepRow["kind"]): string => {
    const row = rows.find((one) => one.step === step && one.kind === kind);
    return row === undefined ? "" : paint(colour[row.outcome], row.outcome);
  };
  const width = widthOf(session);
  const table = printTable([["step", ...kinds], ...steps.map((step) => [step, ...kinds.map((kind) => cell(step, kind))])], {
    width,
    indent: "  ",
  });
  const told = rows
    .filter(({ reason }) => reason !== null)
    .map(({ fault, at, reason }) => [fault, at === null ? "" : `step ${at}`, reason ?? ""]);
  const outcomes = ["unharmed", "recovered", "failed", "stuck"] as const;
  const counts = outcomes.map((outcome) => `${rows.filter((row) => row.outcome === outcome).length} ${outcome}`).join(", ");
  const failures = told.length === 0 ? "" : `\n\n${printTable(told, { width, indent: "  " })}`;
  return `${paint("bold", flow.id)}: ${rows.length} faults, ${counts}\n${table}${failures}`;
}
