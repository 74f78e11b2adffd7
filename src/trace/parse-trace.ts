import { TRACE_VERSION, type Trace, type TraceEvent, type TraceHeader, type TraceOutcome } from "../model/trace.ts";
import { BadInput } from "../model/wrong.ts";

const AGAIN = "Write the trace again with callflow run --trace";

/**
 * Reads JSON lines back. Only the frame is checked here: what an event says is compared when the trace is replayed.
 *
 * @param file as the user typed it, for messages
 * @throws BadInput with the line where it is cut, of another version, or no trace at all
 */
export function parseTrace(text: string, file: string): Trace {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  const wrong = (line: number, message: string, remedy = AGAIN): never => {
    throw new BadInput(message, { place: { file, line, column: 1 }, remedy });
  };
  const parsed = lines.map((line, at) => parseLine(line) ?? wrong(at + 1, "this line is no JSON object"));
  if (last !== "") wrong(lines.length + 1, "the trace is cut in the middle of a line");
  const header = parsed[0];
  if (header === undefined || header["kind"] !== "header" || header["format"] !== "callflow-trace")
    return wrong(1, "this is no trace: it has no header of format callflow-trace");
  if (header["version"] !== TRACE_VERSION)
    wrong(1, `the trace has version ${String(header["version"])}, this tool reads version ${TRACE_VERSION}`);
  if (typeof header["flow"] !== "string" || !Number.isSafeInteger(header["seed"])) wrong(1, "the header has no flow and seed");
  const outcome = parsed.at(-1);
  if (parsed.length < 2 || outcome?.["kind"] !== "outcome")
    return wrong(lines.length, "the trace is cut: its last line is not the outcome");
  const events = parsed.slice(1, -1);
  const stray = events.findIndex((event) => event["kind"] !== "event" || !Number.isSafeInteger(event["n"]));
  if (stray >= 0) wrong(stray + 2, "this line is no event");
  // Each line has been found to be what its kind says, as far as a comparison needs it.
  return {
    kind: "trace",
    header: header as unknown as TraceHeader,
    events: events as unknown as TraceEvent[],
    outcome: outcome as unknown as TraceOutcome,
  };
}

function parseLine(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
