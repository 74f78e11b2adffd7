import type { SipMessage } from "./message.ts";
import { octetLength, octetsOf } from "./octets.ts";

/**
 * The one way to write a message: headers in their order, one line each, Content-Length last, always said and always right.
 * parseStrict and parseFast read it back as it was.
 */
export function writeMessage(message: SipMessage): string {
  let text =
    message.kind === "request"
      ? `${message.method} ${message.uri} SIP/2.0\r\n`
      : `SIP/2.0 ${message.status} ${oneLine(message.reason)}\r\n`;
  for (const { name, value } of message.headers) text += value === "" ? `${name}:\r\n` : `${name}: ${oneLine(value)}\r\n`;
  return `${text}Content-Length: ${octetLength(message.body)}\r\n\r\n${message.body}`;
}

/** What goes on the wire. */
export function writeOctets(message: SipMessage): Uint8Array {
  return octetsOf(writeMessage(message));
}

/** A line end in a value would begin another header. */
function oneLine(value: string): string {
  return value.includes("\n") || value.includes("\r") ? value.replace(/[\r\n]+/g, " ") : value;
}
