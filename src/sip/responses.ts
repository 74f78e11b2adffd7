import { printAddress } from "./headers/address.ts";
import { paramOf, withParam } from "./headers/params.ts";
import { type Header, headersOf, isFault, type SipRequestMessage, type SipResponseMessage } from "./message.ts";
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
  const copied = (name: string) => headersOf(request, name).map((value): Header => ({ name, value }));
  const to = copied("To").map(({ name, value }): Header => ({ name, value: toTag === null ? value : tagged(value, toTag) }));
  // §8.2.6.1: how long a 100 took is told by the Timestamp it gives back.
  const timestamp = draft.status === 100 ? copied("Timestamp") : [];
  return {
    kind: "response",
    status: draft.status,
    reason: draft.reason ?? reasonOf(draft.status),
    headers: [...copied("Via"), ...copied("From"), ...to, ...copied("Call-ID"), ...copied("CSeq"), ...timestamp, ...(draft.headers ?? [])],
    body: draft.body ?? "",
  };
}

/** The address with this tag, unless it has one. */
export function tagged(address: string, tag: string): string {
  const read = addressIn(address);
  if (isFault(read) || paramOf(read.params, "tag") !== null) return address;
  return printAddress({ ...read, params: withParam(read.params, "tag", tag) });
}
