/** One header field line; a list over several lines is several of them, in the order of the message (RFC 3261 §7.3.1). */
export interface Header {
  /** The canonical long form of a registered name ("Via", also for "v" and "VIA"); the name of an extension as it was written. */
  readonly name: string;
  /** Unfolded, without white space at either end. */
  readonly value: string;
}

/** RFC 3261 §7.1. Content-Length is no header here: it follows from the body, and the writer says it. */
export interface SipRequestMessage {
  readonly kind: "request";
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly Header[];
  /** Text; a byte that is not UTF-8 stands as U+DC00 + byte, so that every body survives (`octets.ts`). */
  readonly body: string;
}

/** RFC 3261 §7.2. */
export interface SipResponseMessage {
  readonly kind: "response";
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

export type SipMessage = SipRequestMessage | SipResponseMessage;

/** Why something is no SIP: a value, never thrown. */
export interface ParseFault {
  readonly kind: "fault";
  readonly what: string;
  /** Offset in the text that was read, in UTF-16 units from 0. */
  readonly where: number;
  readonly clause: string;
  /** What a server answers, where it can (RFC 3261 §8.2, §21.4.1, §21.5.6); a response that is faulty is discarded. */
  readonly answer: 400 | 505;
}

export function fault(what: string, where: number, clause: string, answer: 400 | 505 = 400): ParseFault {
  return { kind: "fault", what, where, clause, answer };
}

export function isFault(value: unknown): value is ParseFault {
  return typeof value === "object" && value !== null && (value as { readonly kind?: unknown }).kind === "fault";
}

/** What a message is called in short: "INVITE", "200 OK". */
export function titleOf(message: SipMessage): string {
  return message.kind === "request" ? message.method : `${message.status} ${message.reason}`;
}

/** @param name canonical. @returns the value of the first header of that name, or null. */
export function headerOf(message: SipMessage, name: string): string | null {
  for (const header of message.headers) if (header.name === name) return header.value;
  return null;
}

/** @param name canonical. @returns the values of all header lines of that name, each as its line has it: a line may hold a list. */
export function headersOf(message: SipMessage, name: string): readonly string[] {
  const values: string[] = [];
  for (const header of message.headers) if (header.name === name) values.push(header.value);
  return values;
}

/**
 * The message with these values of the header, one line each, where the first line of that name stood; below Via where it
 * had none and `top` is said (RFC 3261 §7.3.1: what a proxy needs comes first), else below the others. No values: without the header.
 */
export function withHeaders<M extends SipMessage>(message: M, name: string, values: readonly string[], place: "top" | "end" = "end"): M {
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    const at = message.headers.findIndex((header) => header.name === name);
    if (at >= 0 && message.headers.findLastIndex((header) => header.name === name) === at) {
      const replaced = message.headers.slice();
      replaced[at] = { name, value: only };
      return { ...message, headers: replaced };
    }
  }
  const headers: Header[] = [];
  let index = -1;
  let belowVia = 0;
  for (const header of message.headers) {
    if (header.name !== name) headers.push(header);
    else if (index < 0) index = headers.length;
    if (header.name === "Via") belowVia = headers.length;
  }
  if (index < 0) index = place === "top" ? belowVia : headers.length;
  headers.splice(index, 0, ...values.map((value): Header => ({ name, value })));
  return { ...message, headers };
}
