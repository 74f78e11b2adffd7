import type { Flow } from "../../model/flow.ts";
import { joined } from "../../model/join-bytes.ts";
import { printLabel } from "../../model/step-label.ts";
import { type Trace, type TraceEvent, titleOf } from "../../model/trace.ts";
import { indexOf, nameOf } from "../../model/walk.ts";
import { BadInput } from "../../model/wrong.ts";
import { readCSeq } from "../../sip/headers/numbers.ts";
import { isFault } from "../../sip/message.ts";
import { octetsOf } from "../../sip/octets.ts";
import { itemsIn } from "../items.ts";
import { addressAt } from "./address.ts";
import { interfaceBlock, namesBlock, packetBlock, sectionBlock } from "./blocks.ts";
import { datagram, LARGEST } from "./datagram.ts";
import { type Packet, packetsOf } from "./packets.ts";
import { SIGNAL_PORT, SIP_PORT } from "./ports.ts";

/** When virtual time begins, in ms since 1970: 1 January 2000. There is no clock in a trace. */
const BEGINNING = 946_684_800_000;

/**
 * A trace as a capture that network tools open: pcapng with one Ethernet interface, the names of the participants, and each message as
 * a UDP datagram that leaves its sender at its virtual time, with a comment that says which step it is.
 *
 * @param flow as executed, for names and labels
 * @throws BadInput where a message is larger than a datagram
 */
export function writePcapng({ header, events }: Trace, flow: Flow): Uint8Array {
  const addresses = addressesOf(flow, events);
  const names = new Map([...addresses].map(([id, address]) => [address, [nameOf(flow, id)]] as const));
  const name = header.variant === null ? header.flow : `${header.flow}, variant ${header.variant}`;
  const faults = header.faults.length === 0 ? "" : `; faults: ${header.faults.join("; ")}`;
  const labels = paragraphsOf(flow);
  return joined([
    sectionBlock("callflow", `${name}: ${flow.title} (${flow.source.document}, ${flow.source.clause}); seed ${header.seed}${faults}`),
    interfaceBlock("callflow", "virtual time; each message when it leaves its sender"),
    namesBlock(names),
    ...packetsOf(events).map((packet) => {
      const [from, to] = [addresses.get(packet.event.from) ?? 0, addresses.get(packet.event.to) ?? 0];
      const port = packet.message.kind === "sip" ? SIP_PORT : SIGNAL_PORT;
      const frame = datagram({ address: from, port }, { address: to, port }, payloadOf(packet));
      return packetBlock(Math.round((BEGINNING + packet.time) * 1000), frame, commentOn(packet, flow, labels));
    }),
  ]);
}

/** In the order of the flow; behind them whoever else is in the trace. */
function addressesOf(flow: Flow, events: readonly TraceEvent[]): ReadonlyMap<string, number> {
  const all = new Set([...flow.participants.map(({ id }) => id), ...events.flatMap(({ from, to }) => [from, to])]);
  return new Map([...all].map((id, place) => [id, addressAt(place)]));
}

function payloadOf({ event, message }: Packet): Uint8Array {
  const octets = octetsOf(message.kind === "sip" ? message.raw : JSON.stringify(message));
  if (octets.length <= LARGEST) return octets;
  throw new BadInput(`event ${event.n} of the trace, ${titleOf(message)}, has ${octets.length} octets; a datagram holds ${LARGEST}`, {
    remedy: "Write the trace as JSON lines, with --trace",
  });
}

/** `step 3 (3~5): REFER from UE-1 to P-CSCF`. */
function commentOn({ event, message, fate }: Packet, flow: Flow, labels: ReadonlyMap<string, string>): string {
  const { phase, step, hop, from, to } = event;
  const label = step === null ? null : (labels.get(step) ?? step);
  const where =
    step !== null
      ? `step ${step}${label === step ? "" : ` (${label})`}`
      : phase === "prelude"
        ? "prelude"
        : hop === null
          ? "no step, by the protocol alone"
          : "not printed";
  const answers = message.kind === "sip" ? answersIn(message.raw) : "";
  const what = `${where}: ${titleOf(message)}${answers} from ${nameOf(flow, from)} to ${nameOf(flow, to)}`;
  const items = itemsIn(message).map((item) => indexOf(flow).items.get(item) ?? item);
  const carries = items.length === 0 ? [] : [`it carries ${items.join(", ")}`];
  return [what, ...carries, ...(fate === null ? [] : [fate])].join("; ");
}

/** " to INVITE" of an answer. */
function answersIn(raw: string): string {
  const line = raw.startsWith("SIP/") ? /^CSeq:(.*)$/im.exec(raw) : null;
  const read = line === null ? null : readCSeq(line[1]?.trim() ?? "");
  return read === null || isFault(read) ? "" : ` to ${read.method}`;
}

/** The label of the paragraph by that of each of its steps. */
function paragraphsOf(flow: Flow): ReadonlyMap<string, string> {
  const numbers = new Map(flow.steps.map(({ id, number }) => [id, printLabel(number)]));
  return new Map(
    flow.paragraphs.flatMap(({ label, steps }) =>
      steps.map((id) => [numbers.get(id) ?? "", printLabel(label, flow.numbering.sign)] as const),
    ),
  );
}
