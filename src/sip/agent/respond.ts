import { refreshed, refreshesTarget } from "../dialog/dialog.ts";
import { concluded, described, hasDescription } from "../dialog/offer.ts";
import { asksReliability } from "../dialog/reliable.ts";
import { entryOf } from "../entries.ts";
import { callIdOf, cseqOf, numberOf } from "../fields.ts";
import type { SipResponseMessage } from "../message.ts";
import { subscriptionAskedBy } from "../subscription/subscription.ts";
import type { Answer, Server } from "./agent.ts";
import { composeResponse, transmitResponse } from "./compose-response.ts";
import { subscribes } from "./outside.ts";
import { dialogOfAnswer, respondToInvite } from "./respond-invite.ts";
import { applyToSubscription, beginSubscription, subscriptionIn } from "./subscriptions.ts";
import { keyOf } from "./within.ts";
import { refuse, setHeld, setServer, setSession, type Work } from "./work.ts";

/** RFC 3261 §8.2.6, §13.3.1: a request is answered. */
export function respond(work: Work, transaction: string, draft: Answer): void {
  const server = entryOf(work.agent.servers, transaction);
  const obstacle = obstacleTo(server, draft);
  if (server === undefined || obstacle !== null) refuse(work, transaction, obstacle ?? "");
  else if (waitsForPrack(server, draft)) setServer(work, { ...server, queue: [...server.queue, draft] });
  else if (server.request.method === "INVITE") respondToInvite(work, server, draft);
  else respondToOther(work, server, draft);
}

/** PRACK has come: what has waited for it goes out, up to the next answer that waits. */
function flush(work: Work, transaction: string): void {
  for (let server = entryOf(work.agent.servers, transaction); server !== undefined; server = entryOf(work.agent.servers, transaction)) {
    const [next, ...queue] = server.queue;
    if (next === undefined || waitsForPrack({ ...server, queue: [] }, next)) return;
    respondToInvite(work, { ...server, queue }, next);
  }
}

function obstacleTo(server: Server | undefined, { status, reliably }: Answer): string | null {
  if (server === undefined) return "no request waits for this answer (RFC 3261 §17.2)";
  if (server.final !== null) return `the request has been answered with ${server.final} (RFC 3261 §17.2)`;
  if (server.queue.some((waiting) => waiting.status >= 200)) return "a final answer waits for PRACK (RFC 3262 §3)";
  if (!reliably) return null;
  if (server.request.method !== "INVITE" || status <= 100 || status >= 200) return "only 101 to 199 to INVITE are reliable (RFC 3262 §3)";
  const supported = asksReliability(server.request, "Supported") || asksReliability(server.request, "Require");
  return supported ? null : "the request does not support 100rel (RFC 3262 §3)";
}

/** RFC 3262 §3: a second reliable answer waits for the PRACK of the first, and so does a 2xx where that had a description. */
function waitsForPrack({ request, unacknowledged, queue }: Server, draft: Answer): boolean {
  if (queue.length > 0 && draft.status < 300) return true;
  if (unacknowledged?.what !== "1xx") return false;
  if (draft.status >= 200) return draft.status < 300 && hasDescription(unacknowledged.response);
  return draft.status > 100 && (draft.reliably === true || asksReliability(request, "Require"));
}

function respondToOther(work: Work, server: Server, draft: Answer): void {
  const response = composeResponse(work, server, draft);
  const { request } = server;
  const final = draft.status >= 200;
  const accepted = final && draft.status < 300;
  setServer(work, { ...server, final: final ? draft.status : null });
  transmitResponse(work, server.transaction, response);
  const held = server.dialog === null ? undefined : entryOf(work.agent.dialogs, server.dialog);
  if (held !== undefined && accepted && refreshesTarget(request.method))
    setHeld(work, { ...held, dialog: refreshed(held.dialog, request) });
  if (held?.session != null && final) {
    const key = keyOf(request, "remote");
    const offer = accepted ? described(held.session.offer, "sent", response, key, true) : concluded(held.session.offer, key);
    setSession(work, held.dialog.id, { offer });
  }
  if (accepted && subscribes(request.method)) subscribe(work, server, response);
  if (final && request.method === "PRACK" && held?.session?.inviting != null) flush(work, held.session.inviting.transaction);
}

/** RFC 6665 §4.2.1, RFC 3515 §2.4.4: a 2xx to SUBSCRIBE or REFER makes a subscription, in a dialog of its own or in that of the request. */
function subscribe(work: Work, server: Server, response: SipResponseMessage): void {
  const { request } = server;
  const refer = request.method === "REFER";
  const name = subscriptionAskedBy(request);
  const dialog = dialogOfAnswer(work, server);
  const held = entryOf(work.agent.dialogs, dialog);
  if (name === null || held === undefined) return;
  setServer(work, { ...server, dialog, final: response.status });
  const expires = refer ? work.agent.config.referExpires : numberOf(response, "Expires");
  const running = refer ? null : subscriptionIn(work, dialog, "notifier", name);
  if (running !== null) {
    applyToSubscription(work, running.id, "subscribe", expires);
    return;
  }
  const needsId = refer ? held.refers.received : name.eventId !== null;
  if (refer) setHeld(work, { ...held, refers: { ...held.refers, received: true } });
  const { localTag } = held.dialog;
  beginSubscription(work, {
    kind: "notifier",
    dialog,
    callId: callIdOf(request),
    localTag,
    ...name,
    needsId,
    sequence: cseqOf(request)?.number ?? 0,
    expires,
  });
}
