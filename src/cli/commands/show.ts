import { findFlow } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import { printSteps } from "../../model/print-prose.ts";
import { compareNumbers, printLabel, stepNumber } from "../../model/step-label.ts";
import { nameOf, stepsOf } from "../../model/walk.ts";
import { BadInput } from "../../model/wrong.ts";
import { type StepRow, stepRowsOf } from "../../spec/step-rows.ts";
import { command } from "../command.ts";
import { participantOf, stepsWith } from "../participant.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly variant?: string;
  readonly participant?: string;
  readonly variants?: true;
  readonly errata?: true;
  readonly json?: true;
}

export const show = command<[string], Options>({
  examples: [
    "callflow show mmsc-transfer",
    "callflow show mmsc-transfer --variant all-media",
    'callflow show mmsc-transfer --participant "MMSC AS"',
    "callflow show mmsc-transfer --variants",
    "callflow show mmsc-transfer --errata",
    "callflow show flows/mmsc-transfer.ts --json",
  ],
  declare: (words) =>
    words
      .argument("<FLOW>", "the id of a flow, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--participant <NAME>", "what this participant receives, decides and sends, and the dialogs it is in")
      .option("--variants", "who decides each variant and alternative, and who is told in which step")
      .option("--errata", "the mistakes of the source that the flow corrects")
      .option("--json", "as JSON"),
  async run(session, [name], { variant, participant, variants, errata, json }) {
    refuseTwo({ "--participant": participant !== undefined, "--variants": variants === true, "--errata": errata === true });
    refuseTwo({ "--variant": variant !== undefined, "--variants": variants === true });
    const { flow: whole } = await findFlow(name, session.folder);
    const flow = withVariant(whole, variant);
    const { id, title } = flow;
    if (errata) {
      session.print(json ? JSON.stringify({ id, title, errata: errataOf(flow) }, null, 2) : errataText(flow, session));
      return 0;
    }
    if (variants) {
      const { choiceEntries, printChoices } = await import("../show/print-choices.ts");
      session.print(
        json
          ? JSON.stringify({ id, title, choices: choiceEntries(flow) }, null, 2)
          : `${headOf(flow, session)}\n${printChoices(flow, session)}`,
      );
      return 0;
    }
    const self = participant === undefined ? null : participantOf(flow, participant);
    const kept = self === null ? null : stepsWith(flow, self);
    const rows = stepRowsOf(flow).filter((row) => kept === null || kept.has(row.id));
    const listed = { id, title, steps: rows.map(entryOf) };
    if (self === null) {
      session.print(json ? JSON.stringify(listed, null, 2) : tableOf(flow, rows, session));
      return 0;
    }
    // An engine and a reader of traces: too much to load for a list of steps.
    const [{ execute }, { viewOf, printView }] = await Promise.all([
      import("../../engine/index.ts"),
      import("../show/participant-view.ts"),
    ]);
    const { trace } = execute(flow, { seed: 1, variant: variant ?? null });
    const view = viewOf(self, trace, flow);
    const head = `${headOf(flow, session)}\n  ${session.paint("bold", nameOf(flow, self))}\n`;
    session.print(
      json
        ? JSON.stringify({ ...listed, participant: nameOf(flow, self), view }, null, 2)
        : `${head}\n${printView(view, trace.outcome, session)}`,
    );
    return 0;
  },
});

/** Each of them shows something else. */
function refuseTwo(asked: Readonly<Record<string, boolean>>): void {
  const given = Object.keys(asked).filter((option) => asked[option] === true);
  if (given.length > 1) throw new BadInput(`${given.join(" and ")} do not go together`, { remedy: "Ask for one at a time" });
}

function entryOf({ number, letter, label, kind, from, to, message, text }: StepRow): object {
  return {
    number,
    ...(letter === "" ? {} : { letter }),
    label,
    kind,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(message === null ? {} : { message }),
    text,
  };
}

function headOf({ id, title, source }: Flow, { paint }: Session): string {
  return `${paint("bold", id)}  ${title} (${source.document}, ${source.clause})\n`;
}

/** What a paragraph says stands beside its first step. */
function tableOf(flow: Flow, rows: readonly StepRow[], session: Session): string {
  const cells = rows.map(({ kind, printed, label, from, to, message, text }, at) => {
    const isFirst = rows[at - 1]?.label !== label;
    const who = from === null || to === null ? "" : from === to ? from : `${from} → ${to}`;
    return [printed, isFirst && label !== printed ? label : "", who, message ?? session.paint("dim", kind), isFirst ? text : ""];
  });
  return `${headOf(flow, session)}\n${printTable(withVoids(cells, rows, flow), { width: widthOf(session), indent: "  " })}`;
}

/** Numbers that belong to no step any more stand where they stood. */
function withVoids(
  cells: readonly (readonly string[])[],
  rows: readonly StepRow[],
  { published, numbering }: Flow,
): readonly (readonly string[])[] {
  const numbers = rows.map(({ number, letter }) => stepNumber(number, letter, numbering.prefix));
  const voids = published?.voids ?? [];
  const before = (at: number) => voids.filter((one) => numbers.findIndex((number) => compareNumbers(number, one) > 0) === at);
  const rowsOf = (at: number) => before(at).map((number) => [printLabel(number), "", "", "", "Void."]);
  return [...cells.flatMap((row, at) => [...rowsOf(at), row]), ...rowsOf(-1)];
}

interface ErratumEntry {
  /** The labels of its steps; null for the whole flow. */
  readonly step: string | null;
  readonly where: string;
  readonly was: string;
  readonly now: string;
  readonly why: string;
}

function errataOf(flow: Flow): readonly ErratumEntry[] {
  return flow.errata.map(({ at, where, was, now, why }) => {
    const step = erratumSteps(flow, at);
    return { step: step === null ? null : step.replace(/^steps? /u, ""), where, was, now, why };
  });
}

/** `step 4`, `steps 4-5`; null for the whole flow. */
function erratumSteps(flow: Flow, at: Flow["errata"][number]["at"]): string | null {
  const steps = at === null ? [] : stepsOf(flow, at);
  return steps.length === 0 ? null : printSteps([steps], flow);
}

function errataText(flow: Flow, session: Session): string {
  if (flow.errata.length === 0) return `${headOf(flow, session)}\n  No errata are recorded.`;
  const printed = flow.errata.map(({ at, where, was, now, why }) => {
    const rows = [
      ["was", was],
      ["now", now],
      ["why", why],
      ["here", erratumSteps(flow, at) ?? "the whole flow"],
    ];
    return `  ${where}\n${printTable(rows, { width: widthOf(session), indent: "    " })}`;
  });
  return `${headOf(flow, session)}\n${printed.join("\n\n")}`;
}
