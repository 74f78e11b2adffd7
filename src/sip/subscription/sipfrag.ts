import type { Header, SipResponseMessage } from "../message.ts";
import { reasonOf } from "../statuses.ts";

/** RFC 3515 §2.4.5: the body of a NOTIFY about a referred request is at least the status line of its answer (RFC 3420). */
export function sipfragOf(status: number, reason: string = reasonOf(status)): string {
  return `SIP/2.0 ${status} ${reason}\r\n`;
}

export const sipfragType: Header = { name: "Content-Type", value: "message/sipfrag;version=2.0" };

/** @returns what a message/sipfrag body says of the referred request; null where it says nothing that can be read */
export function statusOfSipfrag(body: string): Pick<SipResponseMessage, "status" | "reason"> | null {
  const read = /^SIP\/2\.0 ([1-6]\d\d) ([^\r\n]*)(?:\r?\n|$)/i.exec(body);
  return read === null ? null : { status: Number(read[1]), reason: read[2] ?? "" };
}
