import { dialogIdOf } from "../dialog/dialog.ts";
import { concluded, described } from "../dialog/offer.ts";
import { nextRepetition } from "../dialog/repeat.ts";
import { allOf, entryOf } from "../entries.ts";
import { cseqOf } from "../fields.ts";
import type { SipRequestMessage } from "../message.ts";
import type { Server } from "./agent.ts";
import { transmitResponse } from "./compose-response.ts";
import { withoutRepetition } from "./respond-invite.ts";
import { settle } from "./settle.ts";
import { keyOf, requestWithinDialog } from "./within.ts";
import { dropServer, setServer, setSession, startTimer, type Work } from "./work.ts";

/** RFC 3261 §13.3.1.4: the ACK to a 2xx, by dialog and CSeq number, even where BYE has overtaken it; one that belongs to nothing is dropped. */
export function onAck(work: Work, ack: SipRequestMessage): void {
  const id = dialogIdOf(ack);
  const sequence = cseqOf(ack)?.number;
  const server = allOf(work.agent.servers).find(
    ({ dialog, unacknowledged, request }) => dialog === id && unacknowledged?.what === "2xx" && cseqOf(request)?.number === sequence,
  );
  if (server === undefined) return;
  setServer(work, withoutRepetition(work, server));
  const session = entryOf(work.agent.dialogs, id)?.session;
  if (session != null) {
    if (session.inviting?.transaction === server.transaction) setSession(work, id, { inviting: null });
    const key = keyOf(server.request, "remote");
    setSession(work, id, { offer: concluded(described(session.offer, "received", ack, key, true), key) });
  }
  work.outputs.push({ kind: "acknowledged", transaction: server.transaction, request: ack });
  forgetServer(work, server.transaction);
}

/** The time of a repetition has come. */
export function repeat(work: Work, server: Server): void {
  const { unacknowledged, transaction } = server;
  if (unacknowledged === null) return;
  const interval = nextRepetition(unacknowledged.what, work.agent.config.timing, unacknowledged.interval);
  setServer(work, { ...server, unacknowledged: { ...unacknowledged, interval } });
  startTimer(work, unacknowledged.what, transaction, interval);
  transmitResponse(work, transaction, unacknowledged.response);
}

/** After 64*T1: without ACK the session is ended (RFC 3261 §13.3.1.4), without PRACK the INVITE is refused (RFC 3262 §3). */
export function giveUp(work: Work, server: Server): void {
  const { unacknowledged, transaction, dialog } = server;
  if (unacknowledged === null) return;
  setServer(work, withoutRepetition(work, server));
  work.outputs.push({ kind: "unacknowledged", transaction, what: unacknowledged.what });
  if (unacknowledged.what === "1xx") {
    settle(work, server, "no PRACK");
    return;
  }
  forgetServer(work, transaction);
  if (dialog === null) return;
  const session = entryOf(work.agent.dialogs, dialog)?.session;
  if (session?.inviting?.transaction === transaction) setSession(work, dialog, { inviting: null });
  if (session?.state === "confirmed") requestWithinDialog(work, null, dialog, { method: "BYE" });
}

/** A server is forgotten when its transaction has ended and nothing waits for an acknowledgement. */
export function forgetServer(work: Work, transaction: string): void {
  const server = entryOf(work.agent.servers, transaction);
  if (server?.ended && server.unacknowledged === null) dropServer(work, transaction);
}
