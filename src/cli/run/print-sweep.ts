import { type FaultOutcome, faultForms, type SweepRow } from "../../engine/index.ts";
import type { Flow } from "../../model/flow.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { nameWith } from "../variant.ts";

const colours: { readonly [outcome in FaultOutcome]: "green" | "yellow" | "red" } = {
  unharmed: "green",
  recovered: "green",
  failed: "yellow",
  stuck: "red",
};

/** What every single fault at every step has led to: a line for each step, and a reason for each that did harm. */
export function printSweep(rows: readonly SweepRow[], flow: Flow, variant: string | null, session: Session): string {
  const { paint } = session;
  const kinds = [...new Set(faultForms.map(({ kind }) => kind))].filter((kind) => rows.some((row) => row.kind === kind));
  const steps = [...new Set(rows.map(({ step }) => step))];
  const cell = (row: SweepRow | undefined) => {
    if (row === undefined) return "-";
    return paint(colours[row.outcome], row.more > 0 && row.outcome === "recovered" ? `recovered +${row.more}` : row.outcome);
  };
  const lines = steps.map((step) => [step, ...kinds.map((kind) => cell(rows.find((row) => row.step === step && row.kind === kind)))]);
  const counts = Object.keys(colours).flatMap((outcome) => {
    const count = rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  const harm = rows.filter(({ outcome }) => outcome === "failed" || outcome === "stuck");
  const wrong = rows.flatMap((row) => (row.wrong === null ? [] : [[row.fault, row.wrong]]));
  return [
    `${paint("bold", nameWith(flow.id, variant))}: ${rows.length} faults: ${counts.join(", ")}`,
    printTable([["step", ...kinds], ...lines], { width: null, indent: "  " }),
    ...(wrong.length === 0 ? [] : [paint("red", "  what is wrong"), printTable(wrong, { width: widthOf(session), indent: "    " })]),
    ...(harm.length === 0 ? [] : ["  what did harm", printTable(harm.map(harmOf), { width: widthOf(session), indent: "    " })]),
  ].join("\n");
}

function harmOf({ fault, outcome, at, reason }: SweepRow): readonly string[] {
  return [fault, outcome, at === null ? "the flow" : `step ${at}`, reason ?? "an expectation does not hold"];
}
