import type { Description, Operation, SipRequest } from "../model/signal.ts";
import type { Draft } from "./draft.ts";
import type { Line } from "./media.ts";
import { refOf } from "./refs.ts";
import type { OperationMessage, SessionRef, SipMessage } from "./signals.ts";

/** The id of a session, named by itself or by the INVITE that made it. */
export function sessionIdOf(draft: Draft, session: SessionRef): string {
  if ("session" in session) return session.session;
  const ref = refOf(session);
  const id = ref?.kind === "things" ? (ref.ids[0] ?? "") : "";
  const signal = requestOf(draft, id)?.signal;
  return signal?.kind === "sip-request" ? (signal.session ?? id) : id;
}

/** A request of this flow or before it, whether the main flow or a variant has sent it. */
export function requestOf(draft: Draft, id: string) {
  for (const messages of [draft.scope.addition.messages, draft.main.messages]) {
    const found = messages.findLast((message) => message.id === id);
    if (found !== undefined) return found;
  }
  for (const given of draft.givens) if (given.kind === "pending" && given.request.id === id) return given.request;
  return undefined;
}

export function descriptionOf(kind: Description["kind"], lines: readonly Line[] | null | undefined): Description | null {
  return lines === null || lines === undefined ? null : { kind, lines: lines.map(({ line }) => line) };
}

export function sipRequestOf(draft: Draft, message: SipMessage): SipRequest {
  const { method, offer, target, of, state, fragment } = message;
  const session = message.session === null ? (method === "INVITE" ? draft.id("s") : null) : sessionIdOf(draft, message.session);
  const subscription = method === "NOTIFY" && of !== null ? (refOf(of)?.kind === "things" ? idOf(of) : null) : null;
  return {
    kind: "sip-request",
    method,
    session,
    description: descriptionOf("offer", offer),
    target: target?.id ?? null,
    subscription: subscription === null ? null : { kind: "subscription", of: subscription, state, fragment },
  };
}

function idOf(handle: object): string {
  const ref = refOf(handle);
  return ref?.kind === "things" ? (ref.ids[0] ?? "") : "";
}

export function operationOf({ connects }: OperationMessage): Operation {
  return {
    kind: "operation",
    connects: connects.map(({ media, from, to }) => ({ kind: "media-connection", media: media.ref, from: from.id, to: to.id })),
  };
}
