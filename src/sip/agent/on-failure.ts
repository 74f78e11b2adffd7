import { reachOf } from "../dialog/effects.ts";
import { glareDelay } from "../dialog/glare.ts";
import { concluded } from "../dialog/offer.ts";
import { entryOf } from "../entries.ts";
import type { Client } from "./agent.ts";
import { endSession } from "./end.ts";
import { applyToSubscription, endAll } from "./subscriptions.ts";
import { keyOf, requestWithinDialog } from "./within.ts";
import { draw, setHeld, setSession, startTimer, type Work } from "./work.ts";

/** A request has got a final answer other than 2xx, or none at all. */
export function concludeFailure(work: Work, client: Client, status: number): void {
  const { within, request, subscription, made } = client;
  // RFC 3261 §13.2.2.3: it ends every early dialog.
  for (const id of made) if (entryOf(work.agent.dialogs, id)?.session?.state === "early") endSession(work, id, "failed");
  const first =
    subscription !== null && request.method !== "NOTIFY" && entryOf(work.agent.subscriptions, subscription)?.state === "notify_wait";
  if (subscription !== null) {
    // RFC 6665 §4.1.2.2, §4.2.2: what was never granted has ended; what runs ends with the failures that end a usage.
    if (first || reachOf(status) !== "transaction") applyToSubscription(work, subscription, "refused", null);
    else if (request.method === "NOTIFY") applyToSubscription(work, subscription, "answered", null);
  }
  if (within === null || entryOf(work.agent.dialogs, within) === undefined) return;
  settleSession(work, within, client, status);
  if (reachOf(status) === "dialog") endAll(work, within, "failed");
  else if (reachOf(status) === "usage" && subscription === null) breakOff(work, within, request.method);
}

/** The request is over: what it had begun is void, and after 491 it may be tried again. */
function settleSession(work: Work, id: string, { request, transaction }: Client, status: number): void {
  const held = entryOf(work.agent.dialogs, id);
  const session = held?.session;
  if (held === undefined || session === null || session === undefined) return;
  setSession(work, id, { offer: concluded(session.offer, keyOf(request, "local")) });
  if (session.inviting?.transaction === transaction) setSession(work, id, { inviting: null, rseq: null });
  if (status === 491 && (request.method === "INVITE" || request.method === "UPDATE")) wait(work, id, request.method);
  if (request.method !== "BYE") return;
  // A challenge asks for the BYE once more, with credentials (RFC 3261 §22.2).
  if (status === 401 || status === 407) setSession(work, id, { state: "confirmed" });
  else endSession(work, id, "BYE sent");
}

/** RFC 3261 §14.1, RFC 3311 §5.3. */
function wait(work: Work, id: string, method: string): void {
  const delay = glareDelay(entryOf(work.agent.dialogs, id)?.ownsCallId ?? false, draw(work));
  const held = entryOf(work.agent.dialogs, id);
  if (held === undefined) return;
  setHeld(work, { ...held, retry: method });
  startTimer(work, "glare", id, delay);
}

/** RFC 3261 §12.2.1.2: the session that the other side does not know, or does not answer for, is ended with BYE. */
function breakOff(work: Work, id: string, method: string): void {
  const session = entryOf(work.agent.dialogs, id)?.session;
  if (method === "BYE" || session?.state !== "confirmed" || session.inviting?.answered) return;
  requestWithinDialog(work, null, id, { method: "BYE" });
}
