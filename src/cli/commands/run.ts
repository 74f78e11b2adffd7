import { type Execution, execute, type Fault, faultForms, parseFault, sweep } from "../../engine/index.ts";
import { findFlow } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { checkTrace, writePcapng, writeTrace } from "../../trace/index.ts";
import { command } from "../command.ts";
import { type Judgement, judge } from "../judge.ts";
import { deliver } from "../output.ts";
import { printExecution } from "../run/print-execution.ts";
import { printSweep } from "../run/print-sweep.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly variant?: string;
  readonly seed: string;
  readonly trace?: string;
  readonly pcap?: string;
  readonly fault?: readonly string[];
  readonly sweep?: true;
  readonly json?: true;
}

export const run = command<[string], Options>({
  examples: [
    "callflow run mmsc-transfer",
    "callflow run mmsc-transfer --variant all-media --json",
    "callflow run mmsc-transfer --seed 7 --trace trace.jsonl",
    "callflow run mmsc-transfer --pcap transfer.pcapng",
    'callflow run mmsc-transfer --fault "drop 14" --fault "delay 20 by 600ms"',
    "callflow run mmsc-transfer --sweep",
  ],
  declare: (words) =>
    words
      .argument("<FLOW>", "the id of a flow, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--seed <N>", "what chance begins with: the same number gives the same trace", "1")
      .option("--trace <FILE>", "writes down every event, as JSON lines")
      .option("--pcap <FILE>", "writes down every message, as a pcapng capture that Wireshark opens, with its step as a comment")
      .option(
        "--fault <FAULT>",
        `lets something go wrong, as often as it is given: ${faultForms.map(({ form }) => form).join("; ")}`,
        (fault: string, faults: readonly string[] = []) => [...faults, fault],
      )
      .option(
        "--sweep",
        "tries every single fault at every step, and says what came of it; an experiment, which leaves with 1 only if somebody who is not at fault breaks the protocol, or SIP does not survive what one message suffers on its way",
      )
      .option("--json", "as JSON"),
  async run(session, [name], { variant = null, seed, trace, pcap, fault = [], sweep: sweeps, json }) {
    checkOutputs({ trace, pcap, json }, session.terminal.stdout.isTerminal);
    const flow = withVariant((await findFlow(name, session.folder)).flow, variant);
    if (sweeps) {
      if (trace !== undefined || pcap !== undefined || fault.length > 0)
        throw new BadInput("--sweep makes its own faults and writes no trace", { remedy: "Leave --trace, --pcap and --fault out" });
      const rows = sweep(flow, { seed: seedIn(seed), check: (trace, isWhole) => checkTrace(trace, { isWhole }) });
      session.print(json ? JSON.stringify(rows, null, 2) : printSweep(rows, flow, variant, session));
      return rows.some(({ wrong }) => wrong !== null) ? 1 : 0;
    }
    const execution = execute(flow, { seed: seedIn(seed), variant, faults: fault.map(faultIn) });
    // Made first: what cannot be written leaves nothing behind.
    const capture = pcap === undefined ? null : writePcapng(execution.trace, flow);
    if (trace !== undefined) deliver(session, writeTrace(execution.trace), trace);
    if (capture !== null) deliver(session, capture, pcap);
    const judgement = judge(execution.trace);
    if (json) session.print(JSON.stringify(entryOf(execution, judgement), null, 2));
    else {
      const report = printExecution(execution, judgement, flow, session);
      if (trace === "-" || pcap === "-") session.tell(report);
      else session.print(report);
    }
    return judgement.ok ? 0 : 1;
  },
});

/** A fault has no file: what is wrong in it is told by the word, and by how far into it that stands. */
function faultIn(text: string): Fault {
  try {
    return parseFault(text);
  } catch (wrong) {
    if (!(wrong instanceof BadInput)) throw wrong;
    const where = text.trim() === "" || wrong.place === null ? "" : ` (at character ${wrong.place.column})`;
    throw new BadInput(`--fault "${text}": ${wrong.message}${where}`, { remedy: wrong.remedy });
  }
}

/** Only one thing goes to standard output, and no bytes to a screen. */
function checkOutputs(
  { trace, pcap, json }: { readonly trace: string | undefined; readonly pcap: string | undefined; readonly json: true | undefined },
  isTerminal: boolean,
): void {
  const wanting = [...(json ? ["--json"] : []), ...(trace === "-" ? ["--trace -"] : []), ...(pcap === "-" ? ["--pcap -"] : [])];
  if (wanting.length > 1)
    throw new BadInput(`${wanting.join(" and ")} ${wanting.length === 2 ? "both" : "all"} want standard output`, {
      remedy: `Name a file for ${trace === "-" ? "the trace" : "the capture"}`,
    });
  if (trace !== undefined && trace !== "-" && trace === pcap)
    throw new BadInput(`--trace and --pcap both want ${trace}`, { remedy: "Give them two files" });
  if (pcap === "-" && isTerminal)
    throw new BadInput("a capture is no text, which a terminal could show", { remedy: "Name a file, or pipe it: --pcap - | tshark -r -" });
}

function entryOf({ trace, steps, events, messages, departures, recoveries }: Execution, { ok, failures }: Judgement): object {
  const { flow, variant, seed, faults } = trace.header;
  const { expectations } = trace.outcome;
  return { flow, variant, seed, faults, ok, steps, events, messages, failures, recoveries, departures, expectations };
}

function seedIn(text: string): number {
  const seed = Number(text);
  if (/^\d+$/u.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new BadInput(`--seed is "${text}"`, { remedy: `Give it a whole number from 0 to ${Number.MAX_SAFE_INTEGER}` });
}
