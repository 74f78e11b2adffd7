import { addressed, isLoose } from "../dialog/request.ts";
import { numberOf, printedRoutesOf, routesOf, tagOf } from "../fields.ts";
import { printAddress } from "../headers/address.ts";
import { isFault, type SipRequestMessage, withHeaders } from "../message.ts";
import { uriIn } from "../readings.ts";
import { pushVia } from "../vias.ts";
import type { ProxyConfig, Target } from "./proxy.ts";

/** RFC 3261 §16.4: takes out of a request what was there to bring it to this proxy. */
export function arrived(config: Pick<ProxyConfig, "hosts" | "recordRoute">, request: SipRequestMessage): SipRequestMessage {
  const routes = routesOf(request, "Route");
  const last = routes.at(-1);
  // A strict router has put what this proxy recorded into the Request-URI, and the target at the end of Route.
  if (last !== undefined && isRecorded(config, request.uri)) {
    return withHeaders({ ...request, uri: last.uri }, "Route", routes.slice(0, -1).map(printAddress));
  }
  const [first, ...others] = routes;
  return first !== undefined && isOwn(config, first.uri) ? withHeaders(request, "Route", others.map(printAddress)) : request;
}

/** Whether nothing is left to route by: the Request-URI means this element itself (§16.5). */
export function isForSelf(config: Pick<ProxyConfig, "hosts" | "recordRoute">, request: SipRequestMessage): boolean {
  // As `arrived` would leave it.
  const routes = routesOf(request, "Route");
  const [first] = routes;
  const last = routes.at(-1);
  if (first === undefined || last === undefined) return isOwn(config, request.uri);
  if (routes.length > 1) return false;
  return isRecorded(config, request.uri) ? isOwn(config, last.uri) : isOwn(config, first.uri) && isOwn(config, request.uri);
}

/** RFC 3261 §16.6 items 1 to 8. @param branch with its magic cookie */
export function forwarded(config: ProxyConfig, request: SipRequestMessage, target: Target, branch: string): SipRequestMessage {
  const hops = numberOf(request, "Max-Forwards");
  const counted = withHeaders({ ...request, uri: target.uri ?? request.uri }, "Max-Forwards", [`${hops === null ? 70 : hops - 1}`]);
  const recorded = config.recordRoute !== null && makesDialog(request) ? record(counted, config.recordRoute) : counted;
  const routed = target.routes === undefined ? recorded : route(recorded, target.routes);
  return pushVia(pastStrictRouter(routed), `${config.via};branch=${branch}`);
}

/** Item 4: above what others have recorded. */
function record(request: SipRequestMessage, own: string): SipRequestMessage {
  return withHeaders(request, "Record-Route", [own, ...printedRoutesOf(request, "Record-Route")], "top");
}

function route(request: SipRequestMessage, routes: readonly string[]): SipRequestMessage {
  return withHeaders(request, "Route", [...routes, ...printedRoutesOf(request, "Route")], "top");
}

/** Item 6: a next element that routes strictly finds itself in the Request-URI. */
function pastStrictRouter(request: SipRequestMessage): SipRequestMessage {
  const routes = routesOf(request, "Route");
  const [first] = routes;
  if (first === undefined || isLoose(first.uri)) return request;
  const { uri, routes: left } = addressed({ remoteTarget: request.uri, routes: routes.map(printAddress) });
  return withHeaders({ ...request, uri }, "Route", left);
}

/** RFC 3261 §16.6 item 4. RFC 6665 §4.3: every NOTIFY, for it is the one that makes the dialog of a subscription (§4.4.1). */
function makesDialog(request: SipRequestMessage): boolean {
  const { method } = request;
  if (method === "NOTIFY") return true;
  return (method === "INVITE" || method === "SUBSCRIBE" || method === "REFER") && tagOf(request, "To") === null;
}

function isRecorded({ hosts, recordRoute }: Pick<ProxyConfig, "hosts" | "recordRoute">, uri: string): boolean {
  return recordRoute !== null && isLoose(uri) && isOwn({ hosts }, uri);
}

function isOwn({ hosts }: Pick<ProxyConfig, "hosts">, uri: string): boolean {
  const read = uriIn(uri);
  return !isFault(read) && read.kind === "sip-uri" && hosts.includes(read.host.toLowerCase());
}
