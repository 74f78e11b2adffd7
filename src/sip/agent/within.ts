import { type Dialog, dialogOfClient, refreshesTarget } from "../dialog/dialog.ts";
import { concluded, described } from "../dialog/offer.ts";
import { rackOf } from "../dialog/reliable.ts";
import { ackWithin, requestWithin, type WithinDraft } from "../dialog/request.ts";
import { entryOf, withEntry } from "../entries.ts";
import { cseqOf, numberOf, printedRoutesOf } from "../fields.ts";
import type { Header, SipRequestMessage, SipResponseMessage } from "../message.ts";
import { eventOf, stateIn, subscriptionAskedBy } from "../subscription/subscription.ts";
import type { Client, Held } from "./agent.ts";
import { obstacleWithin } from "./obstacles.ts";
import { openClientFor } from "./open-client.ts";
import { subscribes } from "./outside.ts";
import { applyToSubscription, beginSubscription, subscriptionIn } from "./subscriptions.ts";
import { clientOf, newVia, refuse, setClient, setHeld, setSession, transmit, type Work } from "./work.ts";

/** RFC 3261 §12.2.1. @param handle null for what the protocol demands */
export function requestWithinDialog(work: Work, handle: string | null, id: string, draft: WithinDraft, holds = false): void {
  const held = entryOf(work.agent.dialogs, id);
  const obstacle =
    obstacleWithin(held, draft) ?? (handle !== null && clientOf(work, handle) !== undefined ? "another request has this handle" : null);
  if (held === undefined || obstacle !== null) {
    refuse(work, handle ?? draft.method, obstacle ?? "");
    return;
  }
  const { dialog, request } = requestWithin(held.dialog, completed(work, held, draft), newVia(work));
  const subscription = notified(work, id, request);
  if (request.method === "NOTIFY" && subscription === null) {
    refuse(work, handle ?? "NOTIFY", "there is no subscription that it is about (RFC 6665 §4.2.2)");
    return;
  }
  setHeld(work, { ...held, dialog });
  const client = openClientFor(work, request, { handle, within: id, holds, subscription });
  if (client !== null) follow(work, id, client);
}

/** RFC 3261 §13.2.2.4: the user acknowledges a 2xx itself, because the ACK carries an answer or was held back. */
export function acknowledge(work: Work, handle: string, id: string, headers: readonly Header[], body: string): void {
  const client = clientOf(work, handle);
  if (client !== undefined && entryOf(client.acks, id) === null && entryOf(work.agent.dialogs, id) !== undefined) {
    sendAck(work, client, id, headers, body);
    return;
  }
  refuse(work, handle, "no 2xx of this request and dialog waits for an ACK (RFC 3261 §13.2.2.4)");
}

/** @param response whose dialog it is, where that is over: every 2xx has its ACK */
export function sendAck(
  work: Work,
  client: Client,
  id: string,
  headers: readonly Header[] = [],
  body = "",
  response?: SipResponseMessage,
): void {
  const held = entryOf(work.agent.dialogs, id);
  const dialog = held?.dialog ?? (response === undefined ? undefined : pastDialog(client, response));
  if (dialog === undefined) return;
  if (dialog.remoteTarget === "") {
    refuse(work, client.handle ?? "ACK", "the 2xx has no Contact to send the ACK to (RFC 3261 §12.1.2)");
    return;
  }
  const ack = ackWithin(dialog, cseqOf(client.request)?.number ?? 0, { headers, body }, newVia(work));
  setClient(work, { ...client, acks: withEntry(client.acks, id, ack) });
  if (held?.session != null) {
    const key = keyOf(client.request, "local");
    setSession(work, id, { offer: concluded(described(held.session.offer, "sent", ack, key, true), key) });
  }
  transmit(work, ack, null);
}

/** The dialog as the request knew it: one that it was sent in keeps its route (RFC 3261 §12.2.1.2). */
function pastDialog({ request, within }: Client, response: SipResponseMessage): Dialog {
  const dialog = dialogOfClient(request, response);
  return within === null ? dialog : { ...dialog, routes: printedRoutesOf(request, "Route") };
}

/** What names the transaction of a request to `offer.ts`. */
export function keyOf(request: SipRequestMessage, side: "local" | "remote"): string {
  return `${side} ${cseqOf(request)?.number ?? 0} ${request.method}`;
}

/** The draft with what the agent adds: Contact, RAck. */
function completed(work: Work, { session }: Held, draft: WithinDraft): WithinDraft {
  const headers = [...(draft.headers ?? [])];
  const says = (name: string) => headers.some((header) => header.name === name);
  if (refreshesTarget(draft.method) && !says("Contact")) headers.unshift({ name: "Contact", value: work.agent.config.contact });
  const invite = session?.inviting?.side === "local" ? entryOf(work.agent.clients, session.inviting.transaction)?.request : undefined;
  if (draft.method === "PRACK" && invite !== undefined && !says("RAck")) {
    headers.unshift({ name: "RAck", value: rackOf(session?.rseq ?? 0, invite) });
  }
  return { ...draft, headers };
}

/** A NOTIFY moves its subscription. @returns its id, null where there is none */
function notified(work: Work, id: string, request: SipRequestMessage): string | null {
  const name = request.method === "NOTIFY" ? eventOf(request) : null;
  const subscription = name === null ? null : subscriptionIn(work, id, "notifier", name);
  const state = stateIn(request);
  if (subscription === null || state === null) return null;
  return applyToSubscription(work, subscription.id, state.event, state.expires) === null ? null : subscription.id;
}

/** What having sent it changes. */
function follow(work: Work, id: string, client: Client): void {
  const { request, transaction } = client;
  const session = entryOf(work.agent.dialogs, id)?.session;
  if (session !== null && session !== undefined) {
    setSession(work, id, { offer: described(session.offer, "sent", request, keyOf(request, "local"), true) });
    if (request.method === "INVITE") setSession(work, id, { inviting: { side: "local", transaction, answered: false }, rseq: null });
    if (request.method === "BYE") {
      setSession(work, id, { state: "ending" });
      work.outputs.push({ kind: "session ended", dialog: id, cause: "BYE sent" });
    }
  }
  if (subscribes(request.method)) setClient(work, { ...client, subscription: subscribe(work, id, client) });
}

function subscribe(work: Work, id: string, { request }: Client): string | null {
  const held = entryOf(work.agent.dialogs, id);
  const refer = request.method === "REFER";
  const name = subscriptionAskedBy(request);
  if (held === undefined || name === null) return null;
  const running = refer ? null : subscriptionIn(work, id, "subscriber", name);
  if (running !== null) {
    applyToSubscription(work, running.id, "subscribe", null);
    return running.id;
  }
  const { callId, localTag } = held.dialog;
  const needsId = refer ? held.refers.sent : name.eventId !== null;
  if (refer) setHeld(work, { ...held, refers: { ...held.refers, sent: true } });
  const expires = numberOf(request, "Expires");
  return beginSubscription(work, {
    kind: "subscriber",
    dialog: id,
    callId,
    localTag,
    ...name,
    needsId,
    sequence: cseqOf(request)?.number ?? 0,
    expires,
  });
}
