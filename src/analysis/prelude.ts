import type { Hop } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import type { Given, GivenPending, GivenSession } from "../model/given.ts";
import type { Message, PathPoint } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Description, SipRequest, SipResponse } from "../model/signal.ts";

/** What is executed before the first step, so that preconditions are not merely assumed. */
export interface Prelude {
  readonly messages: readonly Message[];
  readonly body: readonly Hop[];
}

/** The prelude of a flow: its given sessions set up, its pending requests sent. */
export function preludeOf(flow: Flow): Prelude {
  const messages = flow.givens.flatMap(messagesOf);
  return { messages, body: messages.flatMap(hopsOf) };
}

function messagesOf(given: Given): readonly Message[] {
  switch (given.kind) {
    case "session":
      return sessionMessages(given);
    case "pending":
      return pendingMessages(given);
    case "knowledge":
      return [];
  }
}

/** One for each two neighbours on the path of a message. */
function hopsOf({ id, path, place }: Message): readonly Hop[] {
  return path.slice(1).map((to, at): Hop => {
    const from = path[at] ?? to;
    return { kind: "hop", id: `${id}.${at + 1}`, message: id, from: from.participant, to: to.participant, place };
  });
}

/** INVITE along all legs, the answers back, the ACKs (RFC 3261 §13). */
function sessionMessages({ id, legs, media, anchor, place }: GivenSession): readonly Message[] {
  const [near, far] = [legs[0]?.[0]?.participant, legs.at(-1)?.at(-1)?.participant];
  if (near === undefined || far === undefined) return [];
  const invites = legs.map((leg, at): Message => {
    const end = anchor === "media" ? (leg[0]?.participant ?? near) : near;
    return request(`${id}-invite-${at + 1}`, "INVITE", leg, id, describe("offer", id, media, end), place);
  });
  const answers = invites.map((invite): Message => {
    const end = anchor === "media" ? (invite.path.at(-1)?.participant ?? far) : far;
    return okTo(invite, id, "INVITE", describe("answer", id, media, end));
  });
  const acks = invites.map(
    (invite): Message => ({ ...request(`${invite.id}-ack`, "ACK", invite.path, id, null, place), role: "ack", answers: invite.id }),
  );
  return [...invites, ...answers.toReversed(), ...acks.toReversed()];
}

/** A reliable provisional answer is confirmed by PRACK (RFC 3262 §3). */
function pendingMessages({ request: invite, early, place }: GivenPending): readonly Message[] {
  if (early === null) return [invite];
  if (early.signal.kind !== "sip-response" || !early.signal.reliable) return [invite, early];
  const session = early.signal.session ?? invite.id;
  const prack = request(`${early.id}-prack`, "PRACK", invite.path, session, null, place);
  return [invite, early, prack, okTo(prack, session, "PRACK", null)];
}

function describe(kind: Description["kind"], session: string, names: readonly string[], at: string): Description {
  return { kind, lines: [{ kind: "media-line", media: { kind: "components", session, names }, at, direction: "sendrecv" }] };
}

const unprinted = { kind: "message", carries: [], using: [], show: "hidden", text: null } as const;

function request(
  id: string,
  method: string,
  path: readonly PathPoint[],
  session: string,
  description: Description | null,
  place: Place,
): Message {
  const signal: SipRequest = { kind: "sip-request", method, session, description, target: null, subscription: null };
  return { ...unprinted, id, role: "request", name: method, signal, answers: null, path, place };
}

/** 200 (OK), back over the path of its request. */
function okTo({ id, path, place }: Message, session: string, method: string, description: Description | null): Message {
  const signal: SipResponse = { kind: "sip-response", status: 200, method, session, description, reliable: false };
  return { ...unprinted, id: `${id}-200`, role: "reply", name: "200 OK", signal, answers: id, path: path.toReversed(), place };
}
