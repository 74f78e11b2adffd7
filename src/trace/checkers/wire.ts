import type { TraceEvent } from "../../model/trace.ts";
import { type Address, readAddress } from "../../sip/headers/address.ts";
import { readCSeq } from "../../sip/headers/numbers.ts";
import { paramOf } from "../../sip/headers/params.ts";
import { branchOf, readVias, type Via } from "../../sip/headers/via.ts";
import { headerOf, headersOf, isFault, type ParseFault, type SipMessage } from "../../sip/message.ts";
import { parseFast } from "../../sip/parse-fast.ts";
import { parseStrict } from "../../sip/parse-strict.ts";
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
  /** Of the top Via; for a peer of RFC 2543, what its request has in common with its answer. */
  readonly branch: string;
}

/** The SIP message in an event, as it went over the wire; null where it carries none. */
export function rawOf({ event, message }: TraceEvent): string | null {
  if (event !== "send" && event !== "receive") return null;
  const sent: { readonly kind: string; readonly raw?: unknown } | null = message;
  return sent !== null && sent.kind === "sip" && typeof sent.raw === "string" ? sent.raw : null;
}

/** Reads messages that have most of their lines in common: each line once. @returns a fault where one cannot even be taken apart */
export function newWireReader(): (raw: string) => Wire | ParseFault {
  const right = new Set<string>();
  const vias = remembering(readVias);
  const tags = remembering((value) => tagIn(readAddress(value)));
  const cseqs = remembering(readCSeq);
  return (raw) => {
    const strict = parseStrict(raw, right);
    const message = isFault(strict) ? parseFast(raw) : strict;
    if (isFault(message)) return isFault(strict) ? strict : message;
    const stack = headersOf(message, "Via").flatMap((line) => {
      const read = vias(line);
      return isFault(read) ? [] : read;
    });
    const read = cseqs(headerOf(message, "CSeq") ?? "");
    const cseq = isFault(read) ? { method: "", number: 0 } : read;
    const callId = headerOf(message, "Call-ID") ?? "";
    const [top] = stack;
    return {
      raw,
      message,
      fault: isFault(strict) ? strict : null,
      method: message.kind === "request" ? message.method : cseq.method,
      status: message.kind === "request" ? null : message.status,
      number: cseq.number,
      callId,
      fromTag: tags(headerOf(message, "From") ?? ""),
      toTag: tags(headerOf(message, "To") ?? ""),
      vias: stack,
      branch: top === undefined ? "" : (branchOf(top) ?? `${sentBy(top)} ${cseq.number} ${callId}`),
    };
  };
}

function remembering<T>(read: (value: string) => T): (value: string) => T {
  const known = new Map<string, T>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const made = read(value);
    known.set(value, made);
    return made;
  };
}

function tagIn(address: Address | ParseFault): string {
  return isFault(address) ? "" : (paramOf(address.params, "tag") ?? "");
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
