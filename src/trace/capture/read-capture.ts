import type { NamedSignal, TraceEvent, TraceMessage } from "../../model/trace.ts";
import { textOf } from "../../sip/octets.ts";
import { SIGNAL_PORT } from "./ports.ts";
import { readBlocks } from "./read-blocks.ts";
import { type Datagram, datagramIn } from "./read-datagram.ts";

/** The SIP in a capture, as a trace of what was sent. */
export interface Capture {
  /** One for each message, as its sender has sent it; their numbers are those of the packets in the file. */
  readonly events: readonly TraceEvent[];
  /** What is no SIP and was written here: which message between whom, not what is in it. */
  readonly operations: readonly TraceEvent[];
  readonly participants: readonly string[];
  readonly packets: number;
}

/** RFC 3261 §7.1, §7.2: a method or a version, and the version at the end of a request line. */
const SIP = /^(?:SIP\/2\.0 \d{3} |[A-Za-z0-9.!%*_+`'~-]+ \S+ SIP\/2\.0\r\n)/;

/** The comment that a capture of a trace has on each packet. */
const STEP = /^step ([^\s:]+)/;
const PRELUDE = /^prelude:/;

/**
 * Reads SIP over UDP out of a pcap or pcapng file, wherever it comes from. Participants are called as the file names their addresses, else
 * by these, with their ports where one address talks to itself.
 *
 * @param file as the user typed it, for messages
 * @throws BadInput where it is cut
 */
export function readCapture(bytes: Uint8Array, file: string): Capture {
  const { frames, names } = readBlocks(bytes, file);
  const found = frames.flatMap((frame) => {
    const datagram = datagramIn(frame);
    const message = datagram === null ? null : (sipIn(datagram) ?? operationIn(datagram));
    return datagram === null || message === null ? [] : [{ frame, datagram, message }];
  });
  const alone = new Set(found.flatMap(({ datagram: { from, to } }) => (from === to ? [from] : [])));
  const called = (address: string, port: number) =>
    alone.has(address) ? `${names.get(address) ?? address}:${port}` : (names.get(address) ?? address);
  const began = found[0]?.frame.time ?? 0;
  const all = found.map(({ frame: { number, time, comment }, datagram, message }): TraceEvent => {
    return {
      kind: "event",
      n: number,
      // To a microsecond: what a double makes of the sum of seconds and parts of them is more than was measured.
      time: Math.max(0, Math.round((time - began) * 1000) / 1000),
      phase: PRELUDE.test(comment ?? "") ? "prelude" : "flow",
      event: "send",
      step: STEP.exec(comment ?? "")?.[1] ?? null,
      hop: null,
      from: called(datagram.from, datagram.fromPort),
      to: called(datagram.to, datagram.toPort),
      message,
      cause: null,
    };
  });
  const events = all.filter(({ message }) => message?.kind === "sip");
  const operations = all.filter(({ message }) => message?.kind === "named-signal");
  return { events, operations, participants: [...new Set(events.flatMap(({ from, to }) => [from, to]))], packets: frames.length };
}

function sipIn({ payload }: Datagram): TraceMessage | null {
  const octets = new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  // RFC 3261 §7.5: empty lines in front keep a way open and say nothing.
  const raw = textOf(octets).replace(/^(?:\r\n)+/u, "");
  return SIP.test(raw) ? { kind: "sip", raw } : null;
}

const roles: readonly NamedSignal["role"][] = ["request", "reply", "ack", "one-way"];

/** Only what says which message it is: what it carries may be anything by now. */
function operationIn({ fromPort, toPort, payload }: Datagram): NamedSignal | null {
  if (fromPort !== SIGNAL_PORT || toPort !== SIGNAL_PORT) return null;
  const { kind, name, role, transaction } = jsonIn(new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength));
  const known = roles.find((one) => one === role);
  if (kind !== "named-signal" || typeof name !== "string" || known === undefined || typeof transaction !== "string") return null;
  return { kind, name, role: known, transaction, via: [], signal: { kind: "operation", connects: [] }, carries: [], payloads: [] };
}

function jsonIn(octets: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(octets));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
