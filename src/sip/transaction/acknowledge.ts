import { cseqOf, topViaOf } from "../fields.ts";
import { printVia } from "../headers/via.ts";
import { type Header, headerOf, headersOf, type SipRequestMessage, type SipResponseMessage } from "../message.ts";

/** RFC 3261 §17.1.1.3: the ACK to a final answer other than 2xx is part of the INVITE transaction. */
export function acknowledgeFailure(invite: SipRequestMessage, response: SipResponseMessage): SipRequestMessage {
  return onSameHop(invite, "ACK", headerOf(response, "To") ?? headerOf(invite, "To") ?? "");
}

/** RFC 3261 §9.1: so does the CANCEL of a request go its way, with the To of the request itself. */
export function cancelOf(request: SipRequestMessage): SipRequestMessage {
  return onSameHop(request, "CANCEL", headerOf(request, "To") ?? "");
}

function onSameHop(request: SipRequestMessage, method: "ACK" | "CANCEL", to: string): SipRequestMessage {
  const via = topViaOf(request);
  const copied = (name: string) => headersOf(request, name).map((value): Header => ({ name, value }));
  return {
    kind: "request",
    method,
    uri: request.uri,
    headers: [
      ...(via === null ? [] : [{ name: "Via", value: printVia(via) }]),
      ...copied("Route"),
      { name: "Max-Forwards", value: "70" },
      ...copied("From"),
      { name: "To", value: to },
      ...copied("Call-ID"),
      { name: "CSeq", value: `${cseqOf(request)?.number ?? 0} ${method}` },
    ],
    body: "",
  };
}
