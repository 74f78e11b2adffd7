import { type Alignment, align } from "../../analysis/alignment/align.ts";
import { execute, type Fault, parseFault } from "../../engine/index.ts";
import { findFlow, readBytes, shownPath } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { Trace } from "../../model/trace.ts";
import { BadInput } from "../../model/wrong.ts";
import { compareTraces, type Difference, isCapture, parseTrace, writeTrace } from "../../trace/index.ts";
import { alignmentRows } from "../alignment-rows.ts";
import { command } from "../command.ts";
import type { Against } from "../replay/against-flow.ts";
import { printDifference } from "../replay/print-difference.ts";
import { printEvent } from "../replay/print-event.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { nameWith, withVariant } from "../variant.ts";

interface Options {
  readonly step?: true;
  readonly flow?: string;
  readonly variant?: string | null;
  readonly as?: readonly string[];
  readonly json?: true;
}

export const replay = command<[string], Options>({
  examples: [
    "callflow replay out/mmsc-transfer/trace.jsonl",
    "callflow replay out/mmsc-transfer/trace.jsonl --step",
    "callflow run mmsc-transfer --pcap capture.pcapng",
    "callflow replay capture.pcapng --flow mmsc-transfer",
  ],
  declare: (words) =>
    words
      .argument(
        "<TRACE>",
        "a file written by `callflow run --trace` or `callflow build`; or a capture of SIP over UDP or TCP, pcap or pcapng, which is judged",
      )
      .option(
        "--step",
        "steps through the trace on the screen, with the arrow keys and ? for help; line by line where there is no terminal",
      )
      .option("--flow <FLOW>", "says in step numbers what is missing, extra or moved against this flow; a trace is then not executed again")
      .option("--variant <ID>", "with --flow: the flow as this variant has it")
      .option(
        "--as <NAME=ADDRESS>",
        'with --flow: who in the flow is who in the capture, "UE-1=192.0.2.1", as often as it is given; a capture that has the names needs none',
        (one: string, others: readonly string[] = []) => [...others, one],
      )
      .option("--json", "as JSON"),
  async run(session, [path], options) {
    const { step, json } = options;
    if (step && json) throw new BadInput("--step and --json exclude each other");
    const against = await againstOf(options, session);
    const { cwd } = session.terminal;
    const file = shownPath(path, cwd);
    const bytes = readBytes(path, cwd, "trace");
    if (isCapture(bytes)) {
      const { replayCapture } = await import("../replay/replay-capture.ts");
      return replayCapture(bytes, file, { step: step === true, json: json === true, against }, session);
    }
    const text = new TextDecoder().decode(bytes);
    const trace = parseTrace(text, file);
    if (against !== null) {
      if (step) throw new BadInput("--step shows a trace with its own flow", { remedy: "Leave --flow out" });
      const { isAsDrawn, printStanding, standingEntry, traceAgainst } = await import("../replay/against-flow.ts");
      const standing = traceAgainst(trace, against);
      session.print(
        json ? JSON.stringify({ trace: file, ...standingEntry(standing) }, null, 2) : printStanding(standing, session).join("\n"),
      );
      return isAsDrawn(standing) ? 0 : 1;
    }
    const { flow: id, variant, seed } = trace.header;
    const faults = trace.header.faults.map((fault) => faultIn(fault, file));
    const flow = withVariant((await findFlow(id, session.folder)).flow, variant);
    const again = execute(flow, { seed, variant, faults }).trace;
    if (step) await walk(again, trace, flow, session);

    const replayed: Replayed = {
      file,
      again,
      isSame: text === writeTrace(again),
      change: changeOf(trace, again),
      difference: differenceOf(trace, again),
      alignment: align(trace, flow),
    };
    session.print(json ? JSON.stringify(entryOf(replayed, flow), null, 2) : report(replayed, flow, session));
    return replayed.isSame ? 0 : 1;
  },
});

/** The flow that something is to be held against; null for none. */
async function againstOf({ flow, variant = null, as = [] }: Options, { folder }: Session): Promise<Against | null> {
  if (flow !== undefined) return { flow: withVariant((await findFlow(flow, folder)).flow, variant), variant, as };
  if (variant === null && as.length === 0) return null;
  throw new BadInput(`${variant === null ? "--as" : "--variant"} belongs to --flow`, { remedy: "Say which flow, with --flow FLOW" });
}

/** Somebody has written it by hand. */
function faultIn(text: string, file: string): Fault {
  try {
    return parseFault(text);
  } catch (wrong) {
    if (!(wrong instanceof BadInput)) throw wrong;
    const place = { file, line: 1, column: 1 };
    throw new BadInput(`the header has the fault "${text}": ${wrong.message}`, { place, remedy: wrong.remedy });
  }
}

interface Replayed {
  readonly file: string;
  readonly again: Trace;
  /** Byte for byte. */
  readonly isSame: boolean;
  /** What is not as it was when the trace was written. */
  readonly change: "flow" | "engine" | null;
  /** The first event or outcome that differs. */
  readonly difference: Difference | null;
  /** What the trace has and the flow has not, and the other way round. */
  readonly alignment: Alignment;
}

function changeOf(trace: Trace, again: Trace): Replayed["change"] {
  if (trace.header.engine !== again.header.engine) return "engine";
  return trace.header.hash === again.header.hash ? null : "flow";
}

/** A header of before differs for a reason that is told; the first event that differs says what came of it. */
function differenceOf(trace: Trace, again: Trace): Difference | null {
  return compareTraces({ ...trace, header: again.header }, again);
}

function entryOf({ file, again, isSame, change, difference, alignment }: Replayed, flow: Flow): object {
  const { flow: id, variant, seed } = again.header;
  const steps = alignmentRows(alignment, flow).map(([kind, step, text]) => ({ kind, step, text }));
  return { trace: file, flow: id, variant, seed, same: isSame, events: again.events.length, changed: change, difference, steps };
}

function report({ file, again, isSame, change, difference, alignment }: Replayed, flow: Flow, session: Session): string {
  if (isSame) return `${nameWith(again.header.flow, again.header.variant)}: ${again.events.length} events, the same byte for byte`;
  const lines: string[] = [];
  if (change !== null) lines.push(`${file}:1: the ${change} has changed since this trace was written`);
  const steps = alignmentRows(alignment, flow);
  if (steps.length > 0)
    lines.push("The trace against the flow, step by step:", printTable(steps, { width: widthOf(session), indent: "  " }));
  else if (difference !== null) lines.push("The trace has every step of the flow, in order; what differs is within one.");
  if (difference !== null) lines.push(...printDifference(difference, file));
  else
    lines.push(
      change === null ? `${file}: the events are the same, but not written as callflow writes them` : "Every event is the same as before.",
    );
  return lines.join("\n");
}

/** Shows what happens now, as far as it is what the trace says: on the screen of a terminal, else line by line. */
async function walk(again: Trace, trace: Trace, flow: Flow, session: Session): Promise<void> {
  const differs = again.events.findIndex((event, at) => JSON.stringify(event) !== JSON.stringify(trace.events[at]));
  const events = differs < 0 ? again.events : again.events.slice(0, differs + 1);
  const { screen, stdout } = session.terminal;
  if (screen === null || !stdout.isTerminal) {
    for (const event of events) session.print(printEvent(event, flow));
    return;
  }
  const end = differs < 0 ? "this is the end" : "from here on the trace says something else";
  const { stepThrough } = await import("../replay/step-through.ts");
  const { flow: id, variant, seed } = again.header;
  await stepThrough(`${nameWith(id, variant)}, seed ${seed}`, events, flow, end, screen, session);
}
