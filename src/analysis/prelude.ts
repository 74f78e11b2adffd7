import type { Hop } from "../model/element.ts";
import type { Flow, GivenPending, GivenSession } from "../model/flow.ts";
import type { Message, PathPoint } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Description, SipRequest, SipResponse } from "../model/signal.ts";
import { Violation } from "../model/wrong.ts";

/** What is executed before the first step, so that preconditions are not merely assumed. */
export interface Prelude {
  readonly messages: readonly Message[];
  readonly body: readonly Hop[];
}

/** The prelude of a flow: its given sessions set up, its pending requests sent. */
export function preludeOf(flow: Flow): Prelude {
  const messages: Message[] = [];
  const body: Hop[] = [];
  const add = (message: Message) => {
    messages.push(message);
    for (const [at, to] of message.path.entries()) {
      const from = message.path[at - 1];
      if (from === undefined) continue;
      body.push({
        kind: "hop",
        id: `${message.id}.${at}`,
        message: message.id,
        from: from.participant,
        to: to.participant,
        place: message.place,
      });
    }
  };
  for (const given of flow.givens) {
    if (given.kind === "session") for (const message of sessionMessages(given)) add(message);
    if (given.kind === "pending") for (const message of pendingMessages(given)) add(message);
  }
  return { messages, body };
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
    return response(`${invite.id}-200`, 200, invite, describe("answer", id, media, end), false);
  });
  const acks = invites.map(
    (invite): Message => ({ ...request(`${invite.id}-ack`, "ACK", invite.path, id, null, place), role: "ack", answers: invite.id }),
  );
  return [...invites, ...answers.toReversed(), ...acks.toReversed()];
}

/** A reliable provisional answer is confirmed by PRACK (RFC 3262 §3). */
function pendingMessages({ request: invite, early, place }: GivenPending): readonly Message[] {
  if (early === null) return [invite];
  if (early.signal.kind !== "sip-response" || invite.signal.kind !== "sip-request")
    throw new Violation("a pending request that is not SIP");
  if (!early.signal.reliable) return [invite, early];
  const prack = request(`${early.id}-prack`, "PRACK", invite.path, invite.signal.session ?? invite.id, null, place);
  return [invite, early, prack, response(`${prack.id}-200`, 200, prack, null, false)];
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

function response(id: string, status: number, to: Message, description: Description | null, reliable: boolean): Message {
  if (to.signal.kind !== "sip-request") throw new Violation("a SIP response to what is no SIP request");
  const { method, session } = to.signal;
  const signal: SipResponse = { kind: "sip-response", status, method, session, description, reliable };
  return { ...unprinted, id, role: "reply", name: `${status} OK`, signal, answers: to.id, path: to.path.toReversed(), place: to.place };
}
