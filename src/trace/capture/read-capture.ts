import type { TraceEvent, TraceMessage } from "../../model/trace.ts";
import { textOf } from "../../sip/octets.ts";
import { operationIn } from "./operation.ts";
import { octetsIn } from "./pcapng.ts";
import { type Frame, readBlocks } from "./read-blocks.ts";
import { newFragments } from "./read-fragments.ts";
import { beginOf, type Carried, carriedIn, ipPacketIn } from "./read-packet.ts";
import { newStream, type Stream, type Streamed } from "./read-stream.ts";
import { beginsSip } from "./sip-text.ts";

/** The SIP in a capture, as a trace of what was sent. */
export interface Capture {
  /** One for each message, as its sender has sent it, in the order in which they were complete. */
  readonly events: readonly TraceEvent[];
  /** What is no SIP and was written here: which message between whom, not what is in it; numbered together with the events. */
  readonly operations: readonly TraceEvent[];
  /** The number of the packet in the file that completes each event, by the number of the event from 1. */
  readonly packetOf: readonly number[];
  readonly participants: readonly string[];
  readonly packets: number;
  readonly transports: readonly ("UDP" | "TCP")[];
  /** What cannot be read, and why: sentences without a full stop. */
  readonly losses: readonly string[];
}

/** The comment that a capture of a trace has on each packet. */
const STEP = /^step ([^\s:]+)/;
const PRELUDE = /^prelude:/;

type Ends = Pick<Carried, "from" | "to" | "fromPort" | "toPort">;

/** A message in the packet that completes it. */
interface Found {
  readonly frame: Frame;
  readonly ends: Ends;
  readonly transport: "UDP" | "TCP";
  readonly message: TraceMessage;
}

/**
 * Reads SIP over UDP and TCP out of a pcap or pcapng file, wherever it comes from. Participants are called as the file names their addresses,
 * else by these, with their ports where one address talks to itself.
 *
 * @param file as the user typed it, for messages
 * @throws BadInput where it is cut
 */
export function readCapture(bytes: Uint8Array, file: string): Capture {
  const { frames, names } = readBlocks(bytes, file);
  const { found, losses } = messagesIn(frames);
  const alone = new Set(found.flatMap(({ ends: { from, to } }) => (from === to ? [from] : [])));
  const called = (address: string, port: number) =>
    alone.has(address) ? `${names.get(address) ?? address}:${port}` : (names.get(address) ?? address);
  const began = found[0]?.frame.time ?? 0;
  const all = found.map(({ frame, ends, message }, index): TraceEvent => {
    const comment = frame.comment ?? "";
    const [step, phase] = [STEP.exec(comment)?.[1] ?? null, PRELUDE.test(comment) ? "prelude" : "flow"] as const;
    // To a microsecond: what a double makes of the sum of seconds and parts of them is more than was measured.
    const time = Math.max(0, Math.round((frame.time - began) * 1000) / 1000);
    return {
      ...{ kind: "event", n: index + 1, time, phase, event: "send", step, hop: null },
      ...{ from: called(ends.from, ends.fromPort), to: called(ends.to, ends.toPort), message, cause: null },
    };
  });
  const events = all.filter(({ message }) => message?.kind === "sip");
  return {
    events,
    operations: all.filter(({ message }) => message?.kind === "named-signal"),
    packetOf: found.map(({ frame }) => frame.number),
    participants: [...new Set(events.flatMap(({ from, to }) => [from, to]))],
    packets: frames.length,
    transports: [...new Set(found.flatMap(({ transport, message }) => (message.kind === "sip" ? [transport] : [])))]
      .toSorted()
      .toReversed(),
    losses: losses.map(({ packet, what, transport, ends: { from, to, fromPort, toPort } }) => {
      return `packet ${packet}, from ${called(from, fromPort)} to ${called(to, toPort)} over ${transport}, ${what}`;
    }),
  };
}

const PARTS_MISSING = "is the first part of a message that IP has fragmented; the others are not in the capture";

function messagesIn(frames: readonly Frame[]) {
  const found: Found[] = [];
  const fragments = newFragments();
  const streams = new Map<string, { readonly ends: Ends; readonly stream: Stream }>();
  const add = (ends: Ends, streamed: readonly Streamed[]) => {
    for (const { raw, packet } of streamed) {
      const frame = frames[packet - 1];
      if (frame !== undefined) found.push({ frame, ends, transport: "TCP", message: { kind: "sip", raw } });
    }
  };
  for (const frame of frames) {
    const packet = ipPacketIn(frame);
    const whole = packet === null ? null : fragments.take(packet, frame.number);
    const carried = whole === null ? null : carriedIn(whole);
    if (carried === null) continue;
    const octets = octetsIn(carried.payload);
    if (carried.segment === null) {
      // RFC 3261 §7.5: empty lines in front keep a way open and say nothing.
      const raw = textOf(octets).replace(/^(?:\r\n)+/u, "");
      const message = beginsSip(raw) ? ({ kind: "sip", raw } as const) : operationIn(carried, octets);
      if (message !== null) found.push({ frame, ends: carried, transport: "UDP", message });
      continue;
    }
    const key = `${carried.from} ${carried.fromPort} ${carried.to} ${carried.toPort}`;
    const { stream, ends } = streams.get(key) ?? { ends: carried, stream: newStream() };
    if (!streams.has(key)) streams.set(key, { stream, ends });
    add(ends, stream.take({ packet: frame.number, octets, ...carried.segment }));
  }
  for (const { stream, ends } of streams.values()) add(ends, stream.end());
  const losses = [
    ...[...streams.values()].flatMap(({ stream, ends }) => stream.losses().map((loss) => ({ ...loss, ends, transport: "TCP" }))),
    ...fragments.incomplete().flatMap(({ number, packet }) => {
      const begun = beginOf(packet);
      const isSip = begun !== null && beginsSip(textOf(octetsIn(begun.payload)));
      return isSip ? [{ packet: number, what: PARTS_MISSING, ends: begun, transport: "UDP" }] : [];
    }),
  ];
  // Stable: what one packet completes stays in the order of its stream.
  return { found: found.toSorted((a, b) => a.frame.number - b.frame.number), losses: losses.toSorted((a, b) => a.packet - b.packet) };
}
