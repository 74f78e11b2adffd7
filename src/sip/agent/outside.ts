import { callIdOf, cseqOf, numberOf, tagOf } from "../fields.ts";
import type { Header, SipRequestMessage } from "../message.ts";
import { tagged } from "../responses.ts";
import { subscriptionAskedBy } from "../subscription/subscription.ts";
import type { RequestDraft } from "./io.ts";
import { openClientFor } from "./open-client.ts";
import { beginSubscription } from "./subscriptions.ts";
import { clientOf, newIdentifier, newVia, refuse, setClient, type Work } from "./work.ts";

/** RFC 3261 §8.1.1: a request outside of dialogs. */
export function requestOutside(work: Work, handle: string, draft: RequestDraft, holds: boolean): void {
  const { method } = draft;
  const obstacle = obstacleOutside(work, handle, method);
  if (obstacle !== null) {
    refuse(work, handle, obstacle);
    return;
  }
  const request = compose(work, draft);
  const client = openClientFor(work, request, { handle, within: null, holds, subscription: null });
  if (client === null) return;
  const subscription = subscribes(method) ? subscribe(work, request) : null;
  if (subscription !== null) setClient(work, { ...client, subscription });
}

function obstacleOutside(work: Work, handle: string, method: string): string | null {
  if (method === "ACK" || method === "CANCEL") return `${method} belongs to a request that was sent (RFC 3261 §9.1, §13.2.2.4)`;
  if (method === "PRACK" || method === "BYE" || method === "UPDATE" || method === "NOTIFY")
    return `${method} belongs to a dialog (RFC 3261 §12.2)`;
  return clientOf(work, handle) === undefined ? null : "another request has this handle";
}

function compose(work: Work, draft: RequestDraft): SipRequestMessage {
  const { config } = work.agent;
  const { method, headers = [] } = draft;
  const says = (name: string) => headers.some((header) => header.name === name);
  const own: Header[] = [];
  if (makesDialog(method) && !says("Contact")) own.push({ name: "Contact", value: config.contact });
  if (method === "INVITE" && !says("Allow")) own.push({ name: "Allow", value: config.allow.join(", ") });
  if (method === "INVITE" && !says("Supported") && config.supported.length > 0)
    own.push({ name: "Supported", value: config.supported.join(", ") });
  return {
    kind: "request",
    method,
    uri: draft.uri,
    headers: [
      { name: "Via", value: newVia(work) },
      ...(draft.routes ?? []).map((value): Header => ({ name: "Route", value })),
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: tagged(draft.from ?? config.address, draft.fromTag ?? newIdentifier(work)) },
      { name: "To", value: draft.to },
      { name: "Call-ID", value: draft.callId ?? newIdentifier(work) },
      { name: "CSeq", value: `${draft.cseq ?? 1} ${method}` },
      ...own,
      ...headers,
    ],
    body: draft.body ?? "",
  };
}

/** RFC 3261 §12.1, RFC 6665 §4.4.1, RFC 3515 §2.4.4. */
function makesDialog(method: string): boolean {
  return method === "INVITE" || subscribes(method);
}

export function subscribes(method: string): boolean {
  return method === "SUBSCRIBE" || method === "REFER";
}

function subscribe(work: Work, request: SipRequestMessage): string | null {
  const refer = request.method === "REFER";
  const name = subscriptionAskedBy(request);
  if (name === null) return null;
  return beginSubscription(work, {
    kind: "subscriber",
    dialog: null,
    callId: callIdOf(request),
    localTag: tagOf(request, "From") ?? "",
    ...name,
    needsId: !refer && name.eventId !== null,
    sequence: cseqOf(request)?.number ?? 0,
    expires: numberOf(request, "Expires"),
  });
}
