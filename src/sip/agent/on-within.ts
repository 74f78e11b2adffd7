import { retryAfter } from "../dialog/glare.ts";
import { described, hasDescription } from "../dialog/offer.ts";
import { acknowledges } from "../dialog/reliable.ts";
import { allOf, entryOf } from "../entries.ts";
import type { Header, SipRequestMessage } from "../message.ts";
import type { Server, Session } from "./agent.ts";
import { onNotify } from "./on-notify.ts";
import { respond } from "./respond.ts";
import { withoutRepetition } from "./respond-invite.ts";
import { onBye } from "./settle.ts";
import { keyOf } from "./within.ts";
import { draw, setServer, setSession, type Work } from "./work.ts";

/** What becomes of a request: the user is told, the protocol answers it, or nothing more. */
export type Verdict =
  | { readonly kind: "tell" }
  | { readonly kind: "answer"; readonly status: number; readonly headers?: readonly Header[] }
  | { readonly kind: "done" };

const tell: Verdict = { kind: "tell" };

/** RFC 3261 §12.2.2, §14.2, §15.1.2; RFC 3262 §3; RFC 3311 §5.2. */
export function onWithin(work: Work, server: Server): Verdict {
  const { request, dialog } = server;
  const held = dialog === null ? undefined : entryOf(work.agent.dialogs, dialog);
  if (held === undefined) return { kind: "answer", status: 481 };
  if (request.method === "NOTIFY") return onNotify(work, server);
  const { session } = held;
  const isEnding = session?.state === "ending";
  // RFC 5407 §3.2.3: it would be a new usage of a dialog that ends with the answer to BYE, unless a subscription keeps it (RFC 5057 §4).
  if (makesUsage(request.method) && isEnding && held.subscriptions.length === 0) return { kind: "answer", status: 481 };
  if (!isOfSession(request.method)) return tell;
  // RFC 5057 §4.1: the dialog lives on for its subscriptions, the session does not.
  if (session === null) return { kind: "answer", status: 481 };
  // RFC 5407 §3.2.2: so is the session whose BYE has been sent; that of the other side crosses it (§3.2.1).
  if (isEnding && (request.method === "INVITE" || request.method === "UPDATE" || request.method === "INFO"))
    return { kind: "answer", status: 481 };
  const { id } = held.dialog;
  switch (request.method) {
    case "INVITE":
      return onReInvite(work, id, session, server);
    case "UPDATE":
      return onUpdate(work, id, session, request);
    case "PRACK":
      return onPrack(work, id, session, server);
    case "BYE":
      onBye(work, id, server);
      return tell;
    default:
      return tell;
  }
}

function makesUsage(method: string): boolean {
  return method === "REFER" || method === "SUBSCRIBE";
}

function isOfSession(method: string): boolean {
  return method === "INVITE" || method === "UPDATE" || method === "PRACK" || method === "BYE" || method === "INFO";
}

/**
 * RFC 3261 §14.2; where the ACK is still on its way, what matters is whether it brings an answer (RFC 5407 §3.1.4, §3.1.5). While an offer
 * of this side is open, be it in an UPDATE, neither can be answered.
 */
function onReInvite(work: Work, id: string, session: Session, { transaction, request }: Server): Verdict {
  const { inviting, offer } = session;
  if (inviting?.side === "local" || offer.open === "local") return { kind: "answer", status: 491 };
  if (inviting !== null && !inviting.answered) return tooEarly(work);
  const asked = described(offer, "received", request, keyOf(request, "remote"), true);
  setSession(work, id, { inviting: { side: "remote", transaction, answered: false }, offer: asked });
  return tell;
}

/** RFC 3311 §5.2. */
function onUpdate(work: Work, id: string, { offer }: Session, request: SipRequestMessage): Verdict {
  if (isUpdating(work, id, request)) return tooEarly(work);
  if (hasDescription(request) && offer.open === "local") return { kind: "answer", status: 491 };
  if (hasDescription(request) && offer.open === "remote") return tooEarly(work);
  setSession(work, id, { offer: described(offer, "received", request, keyOf(request, "remote"), true) });
  return tell;
}

function isUpdating(work: Work, id: string, request: SipRequestMessage): boolean {
  return allOf(work.agent.servers).some(
    (other) => other.dialog === id && other.request.method === "UPDATE" && other.request !== request && other.final === null,
  );
}

function tooEarly(work: Work): Verdict {
  return { kind: "answer", status: 500, headers: [{ name: "Retry-After", value: `${retryAfter(draw(work))}` }] };
}

/**
 * RFC 3262 §3: the reliable answer has arrived, be it that a final one has been sent in the meantime. A PRACK with an offer is for the user
 * to answer.
 */
function onPrack(work: Work, id: string, session: Session, { transaction, request }: Server): Verdict {
  const invite = allOf(work.agent.servers).find(
    (other) =>
      other.dialog === id && other.rseq !== null && other.rseq !== other.pracked && acknowledges(request, other.rseq, other.request),
  );
  if (invite === undefined) return { kind: "answer", status: 481 };
  const quiet = invite.unacknowledged?.what === "1xx" ? withoutRepetition(work, invite) : invite;
  setServer(work, { ...quiet, pracked: invite.rseq });
  const offer = described(session.offer, "received", request, keyOf(request, "remote"), true);
  setSession(work, id, { offer });
  work.outputs.push({ kind: "acknowledged", transaction: invite.transaction, request });
  if (offer.open === "remote" && offer.by === keyOf(request, "remote")) return tell;
  respond(work, transaction, { status: 200 });
  return { kind: "done" };
}
