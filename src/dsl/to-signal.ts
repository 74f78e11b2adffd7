import type { Description, Operation, SipRequest } from "../model/signal.ts";
import { BadInput } from "../model/wrong.ts";
import { said } from "./check-keys.ts";
import type { Draft } from "./draft.ts";
import type { Line } from "./media.ts";
import { idOf } from "./participants.ts";
import { refOf } from "./refs.ts";
import type { OperationMessage, SessionRef, SipMessage } from "./signals.ts";

/** The id of a session, named by itself or by the INVITE that made it. */
export function sessionIdOf(draft: Draft, session: SessionRef): string {
  const ref = refOf(session);
  if (typeof session === "object" && session !== null && "session" in session) return session.session;
  if (ref === null)
    throw new BadInput(`a session should stand here, not ${said(session)}`, {
      remedy: "Name a session of the flow, or the INVITE that set it up",
    });
  const id = ref?.kind === "things" ? (ref.ids[0] ?? "") : "";
  const signal = requestOf(draft, id)?.signal;
  return signal?.kind === "sip-request" ? (signal.session ?? id) : id;
}

/** A request of this flow or before it, whether the main flow or a variant has sent it. */
function requestOf(draft: Draft, id: string) {
  for (const messages of [draft.scope.addition.messages, draft.main.messages]) {
    const found = messages.findLast((message) => message.id === id);
    if (found !== undefined) return found;
  }
  for (const given of draft.givens) if (given.kind === "pending" && given.request.id === id) return given.request;
  return undefined;
}

export function descriptionOf(kind: Description["kind"], lines: readonly Line[] | null | undefined): Description | null {
  return lines === null || lines === undefined ? null : { kind, lines: lines.map(lineIn) };
}

function lineIn(one: Line): Line["line"] {
  if (typeof one === "object" && one !== null && "line" in one) return one.line;
  throw new BadInput(`a line of media should stand here, not ${said(one)}`, { remedy: "Say who receives the media, as audio.at(alice)" });
}

export function sipRequestOf(draft: Draft, message: SipMessage): SipRequest {
  const { method, offer, target, of, state, fragment, replaces } = message;
  const session = message.session === null ? (method === "INVITE" ? draft.id("s") : null) : sessionIdOf(draft, message.session);
  const subscription = method === "NOTIFY" && of !== null ? messageIdOf(of) : null;
  return {
    kind: "sip-request",
    method,
    session,
    description: descriptionOf("offer", offer),
    target: target === null ? null : idOf(target),
    subscription: subscription === null ? null : { kind: "subscription", of: subscription, state, fragment },
    ...(replaces === null ? {} : { replaces: sessionIdOf(draft, replaces) }),
  };
}

function messageIdOf(handle: object): string | null {
  const ref = refOf(handle);
  return ref?.kind === "things" ? (ref.ids[0] ?? null) : null;
}

export function operationOf({ connects, allocates }: OperationMessage): Operation {
  return {
    kind: "operation",
    connects: connects.map(({ media, from, to }) => ({ kind: "media-connection", media: media.ref, from: idOf(from), to: idOf(to) })),
    ...(allocates === null ? {} : { allocates: allocates.ref }),
  };
}
