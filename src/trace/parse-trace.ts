import { TRACE_VERSION, type Trace, type TraceEvent, type TraceHeader, type TraceOutcome } from "../model/trace.ts";
import { BadInput } from "../model/wrong.ts";

const AGAIN = "Write the trace again with callflow run --trace";

type Line = Readonly<Record<string, unknown>>;

/**
 * Reads JSON lines back. Only the frame is looked at: what an event says is compared when the trace is replayed. Line ends of
 * Windows and a missing last one are read as well; what is not as callflow writes it shows when bytes are compared.
 *
 * @param file as the user typed it, for messages
 * @throws BadInput with the line where it is cut, of another version, or no trace at all
 */
export function parseTrace(text: string, file: string): Trace {
  const wrong = (line: number, message: string, remedy = AGAIN): never => {
    throw new BadInput(message, { place: { file, line, column: 1 }, remedy });
  };
  if (text === "") return wrong(1, "the trace is empty");
  const printed = text.split("\n");
  if (printed.at(-1) === "") printed.pop();
  const isCut = (at: number) => at === printed.length - 1 && !text.endsWith("\n");
  const lines = printed.map((line, at): Line => {
    const parsed = parseLine(line);
    if (parsed !== null) return parsed;
    // A file that begins otherwise is another kind of file.
    if (at === 0 && !line.startsWith("{")) return wrong(1, "this is no trace: a trace begins with a header, a JSON object on one line");
    return wrong(at + 1, isCut(at) ? "the trace is cut in the middle of a line" : "this line is no JSON object");
  });

  const [header = {}] = lines;
  if (header["kind"] !== "header" || header["format"] !== "callflow-trace")
    return wrong(1, "this is no trace: it has no header of format callflow-trace");
  const { version } = header;
  if (version !== TRACE_VERSION)
    return wrong(1, `the trace has version ${printVersion(version)}, this tool reads version ${TRACE_VERSION}`);
  if (!isHeader(header)) return wrong(1, "the header does not name a flow, a variant or null, a seed, and the faults");

  const outcome = lines.at(-1) ?? {};
  if (lines.length < 2 || outcome["kind"] !== "outcome") return wrong(lines.length, "the trace is cut: its last line is not the outcome");
  const events = lines.slice(1, -1);
  const stray = events.findIndex((event) => event["kind"] !== "event");
  if (stray >= 0) return wrong(stray + 2, "this line is no event");
  // Each line has been found to be what its kind says, as far as a comparison needs it.
  return {
    kind: "trace",
    header,
    events: events as unknown as readonly TraceEvent[],
    outcome: outcome as unknown as TraceOutcome,
  };
}

function parseLine(line: string): Line | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Line) : null;
  } catch {
    return null;
  }
}

function printVersion(version: unknown): string {
  return typeof version === "number" || typeof version === "string" ? String(version) : "unknown";
}

/** What it takes to execute the flow again. */
function isHeader(line: Line): line is Line & TraceHeader {
  const { flow, variant, seed, faults } = line;
  const hasFaults = Array.isArray(faults) && faults.every((fault) => typeof fault === "string");
  return (
    typeof flow === "string" && (variant === null || typeof variant === "string") && typeof seed === "number" && isSeed(seed) && hasFaults
  );
}

function isSeed(seed: number): boolean {
  return Number.isSafeInteger(seed) && seed >= 0;
}
