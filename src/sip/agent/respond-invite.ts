import { dialogId, dialogOfServer, refreshed } from "../dialog/dialog.ts";
import { concluded, described, noOffer } from "../dialog/offer.ts";
import { asksReliability } from "../dialog/reliable.ts";
import { awaitedFor, patience } from "../dialog/repeat.ts";
import { entryOf } from "../entries.ts";
import { callIdOf, tagOf } from "../fields.ts";
import type { Header, SipResponseMessage } from "../message.ts";
import type { Answer, Server, Session } from "./agent.ts";
import { sendCancel } from "./cancel.ts";
import { composeResponse, transmitResponse } from "./compose-response.ts";
import { endSession } from "./end.ts";
import { keyOf, requestWithinDialog } from "./within.ts";
import { draw, setHeld, setServer, setSession, startTimer, type Work } from "./work.ts";

/** RFC 3261 §13.3.1, RFC 3262 §3. */
export function respondToInvite(work: Work, server: Server, draft: Answer): void {
  const { status } = draft;
  const reliably = status > 100 && status < 200 && (draft.reliably === true || asksReliability(server.request, "Require"));
  // RFC 3262 §3: the first number is any that leaves room to count.
  const rseq = reliably ? (server.rseq ?? Math.floor(draw(work) * 2 ** 16)) + 1 : server.rseq;
  const marks: readonly Header[] = reliably
    ? [
        { name: "Require", value: "100rel" },
        { name: "RSeq", value: `${rseq}` },
      ]
    : [];
  const response = composeResponse(work, server, { ...draft, headers: [...marks, ...(draft.headers ?? [])] });
  const makes = status > 100 && status < 300;
  const known: Server = { ...server, rseq, dialog: makes ? dialogOfAnswer(work, server) : server.dialog };
  const answered: Server = status < 200 ? known : { ...withoutRepetition(work, known), final: status, queue: [] };
  const next = reliably || (status >= 200 && makes) ? repeated(work, answered, response) : answered;
  setServer(work, next);
  if (makes) describe(work, next, response, reliably || status >= 200);
  if (status >= 200 && makes) confirm(work, next);
  transmitResponse(work, server.transaction, response);
  if (status >= 200 && makes && next.replaces !== null) replace(work, next.replaces);
  if (status >= 300) reject(work, next);
}

/** The dialog of an answer (RFC 3261 §12.1.1); one that a first answer makes. @returns its id */
export function dialogOfAnswer(work: Work, { request, tag, transaction, dialog }: Server): string {
  if (dialog !== null) return dialog;
  const id = dialogId(callIdOf(request), tag, tagOf(request, "From") ?? "");
  if (entryOf(work.agent.dialogs, id) !== undefined) return id;
  const invite = request.method === "INVITE";
  const offer = described(noOffer, "received", request, keyOf(request, "remote"), true);
  const session: Session = {
    state: "early",
    initiated: false,
    inviting: { side: "remote", transaction, answered: false },
    offer,
    rseq: null,
  };
  setHeld(work, {
    dialog: dialogOfServer(request, tag, invite ? "early" : "confirmed"),
    ownsCallId: false,
    session: invite ? session : null,
    subscriptions: [],
    refers: { sent: false, received: false },
    retry: null,
  });
  work.outputs.push({ kind: "dialog", dialog: id, state: invite ? "early" : "confirmed" });
  return id;
}

export function withoutRepetition(work: Work, server: Server): Server {
  if (server.unacknowledged === null) return server;
  const { what } = server.unacknowledged;
  startTimer(work, what, server.transaction, null);
  startTimer(work, awaitedFor(what), server.transaction, null);
  return { ...server, unacknowledged: null };
}

/** RFC 3261 §13.3.1.4, RFC 3262 §3: sent again until ACK or PRACK, and given up after 64*T1. */
function repeated(work: Work, server: Server, response: SipResponseMessage): Server {
  const { timing } = work.agent.config;
  const what = response.status < 200 ? "1xx" : "2xx";
  startTimer(work, what, server.transaction, timing.t1);
  startTimer(work, awaitedFor(what), server.transaction, patience(timing));
  return { ...server, unacknowledged: { what, response, interval: timing.t1 } };
}

/** The offer or answer in it; the target of a re-INVITE is refreshed by what cannot be lost (RFC 6141 §4.6). */
function describe(work: Work, { request, dialog }: Server, response: SipResponseMessage, reliable: boolean): void {
  const held = dialog === null ? undefined : entryOf(work.agent.dialogs, dialog);
  if (held === undefined || held.session === null) return;
  const offer = described(held.session.offer, "sent", response, keyOf(request, "remote"), reliable);
  setHeld(work, { ...held, dialog: reliable ? refreshed(held.dialog, request) : held.dialog, session: { ...held.session, offer } });
}

function confirm(work: Work, { dialog, transaction }: Server): void {
  const held = dialog === null ? undefined : entryOf(work.agent.dialogs, dialog);
  if (held === undefined || held.session === null) return;
  const inviting = { side: "remote" as const, transaction, answered: true };
  const early = held.session.state === "early";
  const session: Session = { ...held.session, inviting, state: early ? "confirmed" : held.session.state };
  setHeld(work, { ...held, dialog: { ...held.dialog, state: "confirmed" }, session });
  if (early) work.outputs.push({ kind: "dialog", dialog: held.dialog.id, state: "confirmed" });
}

/** RFC 3891 §3: the dialog that is replaced is ended by BYE, an early one by CANCEL. */
function replace(work: Work, id: string): void {
  const session = entryOf(work.agent.dialogs, id)?.session;
  const client = session?.inviting?.side === "local" ? entryOf(work.agent.clients, session.inviting.transaction) : undefined;
  if (session?.state === "early" && client?.cancel === "no") sendCancel(work, client);
  if (session?.state === "confirmed") requestWithinDialog(work, null, id, { method: "BYE" });
}

function reject(work: Work, { dialog, request, transaction }: Server): void {
  const session = dialog === null ? null : entryOf(work.agent.dialogs, dialog)?.session;
  if (dialog === null || session === null || session === undefined) return;
  const own = session.inviting?.transaction === transaction;
  if (own && session.state === "early") {
    endSession(work, dialog, "failed");
    return;
  }
  setSession(work, dialog, { offer: concluded(session.offer, keyOf(request, "remote")) });
  if (own) setSession(work, dialog, { inviting: null });
}
