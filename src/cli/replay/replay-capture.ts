import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { type Capture, checkers, checkTrace, momentsOf, readCapture, type TraceFinding } from "../../trace/index.ts";
import { printMessage } from "../moment-words.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import type { ExitCode } from "../terminal/terminal.ts";
import { type Against, captureAgainst, isAsDrawn, printStanding, standingEntry } from "./against-flow.ts";
import { stepThrough } from "./step-through.ts";

interface Wishes {
  readonly step: boolean;
  readonly json: boolean;
  /** What it is to be held against; null for nothing. */
  readonly against: Against | null;
}

/** Has the checkers judge the SIP in a capture, which may begin and end anywhere. @throws BadInput where it has none */
export async function replayCapture(bytes: Uint8Array, file: string, { step, json, against }: Wishes, session: Session): Promise<ExitCode> {
  const capture = readCapture(bytes, file);
  if (capture.events.length === 0)
    throw new BadInput(`${file} has no SIP over UDP or TCP in its ${capture.packets} packets`, {
      remedy: "SIP over TLS is not read, nor what was recorded only in part (`tcpdump -s 0` records all)",
    });
  for (const loss of capture.losses) session.tell(`${file}: ${loss}`);
  const findings = checkTrace(capture, { isWhole: false });
  const standing = against === null ? null : captureAgainst(capture, against, file);
  if (step) await walk(capture, file, session);
  if (json) {
    const more = standing === null ? {} : { against: standingEntry(standing) };
    session.print(JSON.stringify({ ...entryOf(capture, file, findings), ...more }, null, 2));
  } else
    session.print([report(capture, file, findings, session), ...(standing === null ? [] : printStanding(standing, session))].join("\n"));
  return findings.length > 0 || (standing !== null && !isAsDrawn(standing)) ? 1 : 0;
}

function entryOf({ packets, packetOf, events, participants, losses }: Capture, file: string, findings: readonly TraceFinding[]): object {
  return {
    ...{ capture: file, packets, messages: events.length, participants, losses },
    findings: findings.map(({ event, step, checker, clause, reason }) => ({ packet: packetOf[event - 1], step, checker, clause, reason })),
  };
}

function report(capture: Capture, file: string, findings: readonly TraceFinding[], session: Session): string {
  const { packets, packetOf, events, participants, transports } = capture;
  const { paint } = session;
  const what = `${events.length} SIP messages over ${transports.join(" and ")} in ${packets} packets`;
  const head = `${paint("bold", file)}: ${what}, among ${participants.length} participants`;
  if (findings.length === 0) return `${head}\n  ${checkers.length} checkers have read them and found nothing`;
  const rows = findings.map(({ event, step, clause, checker, reason }) => [
    `packet ${packetOf[event - 1]}${step === null ? "" : `, step ${step}`}`,
    `${reason} ${paint("dim", `(${clause}; ${checker})`)}`,
  ]);
  return `${head}\n${printTable(rows, { width: widthOf(session), indent: "  " })}`;
}

async function walk(capture: Capture, file: string, session: Session): Promise<void> {
  const { screen, stdout } = session.terminal;
  if (screen !== null && stdout.isTerminal)
    return stepThrough(file, capture.events, noFlow(capture, file), "this is the end", screen, session);
  for (const moment of momentsOf(capture)) {
    const { n, time, step, from, to } = moment;
    const where = step === null ? "" : `step ${step}`;
    session.print(
      `${String(capture.packetOf[n - 1]).padStart(6)}  ${where.padEnd(10)}  ${`${time} ms`.padStart(12)}  ${from} → ${to}  ${printMessage(moment)}`,
    );
  }
}

/** Nobody knows which flow a capture shows; its participants are called as it calls them. */
function noFlow({ participants }: Capture, file: string): Flow {
  const place = { file, line: 1, column: 1 };
  return {
    ...{ kind: "flow", id: file, title: file, figure: { kind: "figure", label: "", caption: file } },
    ...{ source: { kind: "source", document: file, clause: "" }, numbering: { kind: "numbering", sign: "~", prefix: "", end: "." } },
    participants: participants.map((name) => ({ kind: "participant", id: name, name, head: name, type: "network", group: null, place })),
    ...{ introduction: [], groups: [], items: [], parameters: [], modes: [], preconditions: [], givens: [], sessions: [], messages: [] },
    ...{ body: [], steps: [], paragraphs: [], notes: [], variants: [], expectations: [], departures: [], errata: [], place },
  };
}
