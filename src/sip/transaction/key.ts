import { callIdOf, cseqOf, tagOf, topViaOf } from "../fields.ts";
import { branchOf, type Via } from "../headers/via.ts";
import { newMargin } from "../margin.ts";
import type { SipMessage, SipRequestMessage } from "../message.ts";

/** RFC 3261 §8.1.1.7: a branch that begins with it is unique. */
export const MAGIC_COOKIE = "z9hG4bK";

const clientKeys = newMargin<SipMessage, string | null>();
const serverKeys = newMargin<SipMessage, string | null>();

/** RFC 3261 §17.1.3: the branch of the top Via and the method. @returns null where the message has no such Via or CSeq */
export function clientKey(message: SipMessage): string | null {
  const known = clientKeys.read(message);
  if (known !== undefined) return known;
  const made = clientKeyOf(message);
  clientKeys.note(message, made);
  return made;
}

function clientKeyOf(message: SipMessage): string | null {
  const via = topViaOf(message);
  const method = cseqOf(message)?.method;
  const branch = via === null ? null : branchOf(via);
  return branch === null || method === undefined ? null : `client ${method} ${branch}`;
}

/**
 * RFC 3261 §17.2.3: branch, sent-by and method, where ACK counts as INVITE; for a client of RFC 2543, whose branch says nothing,
 * what its requests have in common. @param method CANCEL asks for the transaction of the request it cancels (§9.2)
 */
export function serverKey(request: SipRequestMessage, method?: string): string | null {
  const known = method === undefined ? serverKeys.read(request) : undefined;
  if (known !== undefined) return known;
  const made = serverKeyOf(request, method);
  if (method === undefined) serverKeys.note(request, made);
  return made;
}

function serverKeyOf(request: SipRequestMessage, method?: string): string | null {
  const via = topViaOf(request);
  const cseq = cseqOf(request);
  if (via === null || cseq === null) return null;
  const named = method ?? (cseq.method === "ACK" ? "INVITE" : cseq.method);
  const branch = branchOf(via) ?? "";
  if (branch.startsWith(MAGIC_COOKIE)) return `server ${named} ${branch} ${sentBy(via)}`;
  return `server ${named} ${cseq.number} ${sentBy(via)} ${branch} ${callIdOf(request)} ${tagOf(request, "From") ?? ""} ${request.uri}`;
}

/** RFC 3261 §18.2.2: where no port is said, it is that of the transport. */
export function sentBy(via: Via): string {
  return `${via.host.toLowerCase()}:${via.port ?? (via.transport === "TLS" || via.transport === "WSS" ? 5061 : 5060)}`;
}

/** RFC 3261 §17: whether the transport itself repeats what is lost. */
export function isReliable(via: Via): boolean {
  return via.transport !== "UDP";
}
