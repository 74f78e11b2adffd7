import type { TraceEvent } from "../../model/trace.ts";
import { callIdOf, cseqOf, tagOf, viasOf } from "../../sip/fields.ts";
import { branchOf, type Via } from "../../sip/headers/via.ts";
import { newMargin } from "../../sip/margin.ts";
import { isFault, type ParseFault, type SipMessage } from "../../sip/message.ts";
import { faultOf, type OnWire, readFast } from "../../sip/read-wire.ts";
import { sentBy } from "../../sip/transaction/key.ts";

/** A SIP message with what every checker asks of it; what is missing reads as "" or 0. */
export interface Wire {
  readonly raw: string;
  readonly message: SipMessage;
  /** What the grammar has against it; null for nothing. */
  readonly fault: ParseFault | null;
  /** Of a response: that of the request it answers. */
  readonly method: string;
  /** Null of a request. */
  readonly status: number | null;
  /** The number in CSeq. */
  readonly number: number;
  readonly callId: string;
  readonly fromTag: string;
  readonly toTag: string;
  readonly vias: readonly Via[];
  /** What a request and its answers have in common on every hop. */
  readonly question: string;
  /** Of the top Via; for a peer of RFC 2543, what its request has in common with its answer. */
  readonly branch: string;
}

/** The SIP message in an event, as it went over the wire; null where it carries none. */
export function onWireOf({ event, message }: TraceEvent): OnWire | null {
  if (event !== "send" && event !== "receive") return null;
  const sent: { readonly kind: string; readonly raw?: unknown } | null = message;
  return sent !== null && sent.kind === "sip" && typeof sent.raw === "string" ? (sent as OnWire) : null;
}

const wires = newMargin<OnWire, Wire | ParseFault>();

/** @returns a fault where it cannot even be taken apart */
export function readWire(onWire: OnWire): Wire | ParseFault {
  const known = wires.read(onWire);
  if (known !== undefined) return known;
  const made = newWire(onWire);
  wires.note(onWire, made);
  return made;
}

function newWire(onWire: OnWire): Wire | ParseFault {
  const message = readFast(onWire);
  if (isFault(message)) return message;
  const vias = viasOf(message);
  const cseq = cseqOf(message) ?? { method: "", number: 0 };
  const callId = callIdOf(message);
  const [top] = vias;
  const method = message.kind === "request" ? message.method : cseq.method;
  const fromTag = tagOf(message, "From") ?? "";
  return {
    raw: onWire.raw,
    message,
    fault: faultOf(onWire),
    method,
    status: message.kind === "request" ? null : message.status,
    number: cseq.number,
    callId,
    fromTag,
    toTag: tagOf(message, "To") ?? "",
    vias,
    question: `${callId} ${fromTag} ${cseq.number} ${method}`,
    branch: top === undefined ? "" : (branchOf(top) ?? `${sentBy(top)} ${cseq.number} ${callId}`),
  };
}

/** The branch under the top Via: who passes a request on got it under that. */
export function branchBelow({ vias }: Wire): string | null {
  const [, via] = vias;
  return via === undefined ? null : (branchOf(via) ?? "");
}

/** "INVITE", "200 to INVITE": as a sentence calls it. */
export function nameOf({ status, method, toTag }: Pick<Wire, "status" | "method" | "toTag">): string {
  if (status !== null) return `${status} to ${method}`;
  return method === "INVITE" && toTag !== "" ? "re-INVITE" : method;
}
