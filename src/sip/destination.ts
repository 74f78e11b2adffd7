import { isLoose } from "./dialog/request.ts";
import { routesOf, topViaOf } from "./fields.ts";
import { paramOf, withParam } from "./headers/params.ts";
import { isFault, type SipMessage, type SipRequestMessage, type SipResponseMessage } from "./message.ts";
import { uriIn } from "./readings.ts";
import { replaceTopVia } from "./vias.ts";

/** Where a message is to go: a host and a port, neither resolved (RFC 3263 is for who has a network). */
export interface Destination {
  /** In lower case. */
  readonly host: string;
  /** Null where none is said. */
  readonly port: number | null;
}

/** RFC 3261 §8.1.2, §16.6 item 7, §18.2.2. @returns null where the message names nobody that SIP reaches */
export function destinationOf(message: SipMessage): Destination | null {
  return message.kind === "request" ? nextHopOf(message) : replyTo(message);
}

function nextHopOf(request: SipRequestMessage): Destination | null {
  const route = routesOf(request, "Route")[0]?.uri;
  // Past a strict router the Request-URI has been made its own (§12.2.1.1).
  const uri = uriIn(route !== undefined && isLoose(route) ? route : request.uri);
  if (isFault(uri) || uri.kind === "other-uri") return null;
  return { host: (paramOf(uri.params, "maddr") ?? uri.host).toLowerCase(), port: uri.port };
}

/** §18.2.2, RFC 3581 §4. */
function replyTo(response: SipResponseMessage): Destination | null {
  const via = topViaOf(response);
  if (via === null) return null;
  const host = paramOf(via.params, "maddr") ?? paramOf(via.params, "received") ?? via.host;
  const rport = paramOf(via.params, "rport");
  return { host: host.toLowerCase(), port: rport === null || rport === "" ? via.port : Number(rport) };
}

/** §18.2.1, RFC 3581 §4: who receives a request notes where it came from, if Via does not say so. */
export function notedSource(request: SipRequestMessage, host: string, port: number): SipRequestMessage {
  const via = topViaOf(request);
  if (via === null) return request;
  const asked = paramOf(via.params, "rport") === "";
  if (via.host.toLowerCase() === host.toLowerCase() && !asked) return request;
  const received = withParam(via.params, "received", host);
  return replaceTopVia(request, { ...via, params: asked ? withParam(received, "rport", `${port}`) : received });
}
