import { confirmed, dialogIdOf, dialogOfClient, refreshed } from "../dialog/dialog.ts";
import { described, noOffer } from "../dialog/offer.ts";
import { isNext, reliableNumber } from "../dialog/reliable.ts";
import { entryOf, withEntry } from "../entries.ts";
import { tagOf } from "../fields.ts";
import type { SipResponseMessage } from "../message.ts";
import type { Client, Session } from "./agent.ts";
import { sendCancel } from "./cancel.ts";
import { concludeFailure } from "./on-failure.ts";
import { concludeSuccess } from "./on-success.ts";
import { keyOf, requestWithinDialog, sendAck } from "./within.ts";
import { setClient, setHeld, setSession, startTimer, transmit, type Work } from "./work.ts";

export type Cause = "timeout" | "transport error" | null;

/** RFC 3261 §8.1.3, §13.2.2, §12.2.1.2. @param cause why it is this side's own answer; null for one that arrived */
export function onResponse(work: Work, transaction: string, response: SipResponseMessage, cause: Cause): void {
  const client = entryOf(work.agent.clients, transaction);
  if (client === undefined) return;
  const invite = client.request.method === "INVITE";
  if (response.status < 200) {
    if (invite) onProvisional(work, client, response);
    else tell(work, client, response, client.within, cause);
  } else if (invite && response.status < 300) onAccepted(work, client, response);
  else onFinal(work, client, response, cause);
}

/** RFC 3261 §13.2.2.1, RFC 3262 §4. */
function onProvisional(work: Work, client: Client, response: SipResponseMessage): void {
  if (client.final) return;
  setClient(work, { ...client, provisional: true });
  if (client.cancel === "wanted") sendCancel(work, { ...client, provisional: true });
  const dialog = response.status === 100 ? null : dialogFor(work, client.transaction, response);
  const session = dialog === null ? null : (entryOf(work.agent.dialogs, dialog)?.session ?? null);
  const rseq = reliableNumber(response);
  if (dialog === null || session === null || rseq === null) {
    tell(work, client, response, dialog, null);
    return;
  }
  if (!isNext(session.rseq, rseq)) return;
  const offer = described(session.offer, "received", response, keyOf(client.request, "local"), true);
  setSession(work, dialog, { rseq, offer });
  tell(work, client, response, dialog, null);
  // An offer in it is answered in the PRACK, which only the user can do (RFC 3262 §5).
  if (!client.holds && offer.open !== "remote") requestWithinDialog(work, null, dialog, { method: "PRACK" });
}

/** RFC 3261 §13.2.2.4: every 2xx has its ACK, and so has every repetition of it. */
function onAccepted(work: Work, client: Client, response: SipResponseMessage): void {
  const dialog = dialogIdOf(response);
  const ack = entryOf(client.acks, dialog);
  if (ack !== undefined) {
    if (ack !== null) transmit(work, ack, null);
    return;
  }
  if (client.cancel === "sent" && !client.final) startTimer(work, "CANCEL", client.transaction, null);
  dialogFor(work, client.transaction, response);
  const held = entryOf(work.agent.dialogs, dialog);
  const known = entryOf(work.agent.clients, client.transaction) ?? client;
  const accepted: Client = { ...known, final: true, provisional: true, acks: withEntry(known.acks, dialog, null) };
  setClient(work, accepted);
  if (held?.session != null) {
    const offer = described(held.session.offer, "received", response, keyOf(client.request, "local"), true);
    const state = held.session.state === "early" ? "confirmed" : held.session.state;
    const made = client.within === null ? confirmed(held.dialog, response) : refreshed(held.dialog, response);
    setHeld(work, { ...held, dialog: made, session: { ...held.session, state, offer, inviting: null, rseq: null } });
    if (held.session.state === "early") work.outputs.push({ kind: "dialog", dialog, state: "confirmed" });
  }
  tell(work, client, response, dialog, null);
  const after = entryOf(work.agent.dialogs, dialog)?.session;
  // Nobody but the user can answer the offer of a 2xx; where the session is over nobody needs to.
  if (after == null || after.state === "ending" || (!client.holds && after.offer.open !== "remote"))
    sendAck(work, accepted, dialog, [], "", response);
}

function onFinal(work: Work, client: Client, response: SipResponseMessage, cause: Cause): void {
  if (client.final) return;
  setClient(work, { ...client, final: true });
  if (client.cancel === "sent") startTimer(work, "CANCEL", client.transaction, null);
  if (response.status < 300) concludeSuccess(work, client, response);
  tell(work, client, response, client.within, cause);
  if (response.status >= 300) concludeFailure(work, client, response.status);
}

/** RFC 3261 §12.1.2: an answer with a tag makes a dialog, unless its request was sent in one. @returns its id */
function dialogFor(work: Work, transaction: string, response: SipResponseMessage): string | null {
  const client = entryOf(work.agent.clients, transaction);
  if (client === undefined) return null;
  if (client.within !== null) return client.within;
  if (tagOf(response, "To") === null && response.status < 200) return null;
  const id = dialogIdOf(response);
  if (entryOf(work.agent.dialogs, id) !== undefined) return id;
  // A dialog that has ended is not made again by an answer that comes late.
  if (client.made.includes(id)) return null;
  const dialog = { ...dialogOfClient(client.request, response), state: "early" as const };
  const offer = described(noOffer, "sent", client.request, keyOf(client.request, "local"), true);
  const session: Session = {
    state: "early",
    initiated: true,
    inviting: { side: "local", transaction, answered: false },
    offer,
    rseq: null,
  };
  setHeld(work, { dialog, ownsCallId: true, session, subscriptions: [], refers: { sent: false, received: false }, retry: null });
  setClient(work, { ...client, made: [...client.made, id] });
  if (response.status < 200) work.outputs.push({ kind: "dialog", dialog: id, state: "early" });
  return id;
}

function tell(work: Work, { handle }: Client, response: SipResponseMessage, dialog: string | null, cause: Cause): void {
  if (handle !== null) work.outputs.push({ kind: "response", handle, response, dialog, cause });
}
