import { printAddress } from "./headers/address.ts";
import { paramOf, withParam } from "./headers/params.ts";
import { type Header, isFault, type SipRequestMessage, type SipResponseMessage } from "./message.ts";
import { addressIn } from "./readings.ts";
import { reasonOf } from "./statuses.ts";

/** What an answer says besides what it takes from its request. */
export interface ResponseDraft {
  readonly status: number;
  /** The registered phrase where it is not said. */
  readonly reason?: string;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

/** RFC 3261 §8.2.6. @param toTag of whom answers; null in a 100 and where a proxy answers for nobody in particular */
export function responseTo(request: SipRequestMessage, draft: ResponseDraft, toTag: string | null): SipResponseMessage {
  const headers: Header[] = [];
  for (const name of mirrored) {
    for (const header of request.headers) {
      if (header.name !== name) continue;
      headers.push(name === "To" && toTag !== null ? { name, value: tagged(header.value, toTag) } : header);
    }
  }
  // §8.2.6.1: how long a 100 took is told by the Timestamp it gives back.
  if (draft.status === 100) headers.push(...request.headers.filter(({ name }) => name === "Timestamp"));
  if (draft.headers !== undefined) headers.push(...draft.headers);
  const { status, reason = reasonOf(status), body = "" } = draft;
  return { kind: "response", status, reason, headers, body };
}

/** What an answer takes from its request, in the order in which it says it (§8.2.6.2). */
const mirrored = ["Via", "From", "To", "Call-ID", "CSeq"] as const;

/** The address with this tag, unless it has one. */
export function tagged(address: string, tag: string): string {
  const read = addressIn(address);
  if (isFault(read) || paramOf(read.params, "tag") !== null) return address;
  return printAddress({ ...read, params: withParam(read.params, "tag", tag) });
}
