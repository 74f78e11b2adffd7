import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { VectorPayload } from "../../model/payload.ts";
import { resynchronise } from "../../sip/aka/authentication.ts";
import { entryOf } from "../../sip/entries.ts";
import { callIdOf } from "../../sip/fields.ts";
import type { SipMessage, SipRequestMessage, SipResponseMessage } from "../../sip/message.ts";
import { serverKey } from "../../sip/transaction/key.ts";
import type { Output, Reaction } from "../behaviour.ts";
import { askAgain, requestFor } from "../signals/ask-again.ts";
import { refused, type Sending } from "../signals/sending.ts";
import type { Again, SignalState, Transaction } from "../signals/state.ts";
import { changed } from "../signals/transactions.ts";
import { who } from "../signals/wording.ts";
import { ask } from "./asking.ts";
import { draftRequest } from "./draft-request.ts";
import { bearerOf, markOf, sent } from "./emit.ts";
import { challengeWith } from "./registrar.ts";
import { challenged, registered } from "./registration.ts";

// TS 33.102 §6.3.5, TS 24.229 §5.4.1.2.2, §5.1.1.5.3: a sequence number that the card refuses is told to the home network, which makes a vector
// that it accepts; the client is challenged once more, and only then has its answer.

/** A client has answered a challenge with AUTS. @param event of the view: the final answer, which has to wait */
export function beginResynchronisation(
  event: LocalEvent,
  exchange: Transaction,
  { vector, auts }: { readonly vector: VectorPayload; readonly auts: string },
  state: SignalState,
): Sending {
  const source = requestFor(vector.item, state);
  if (source !== null) {
    const payload = { kind: "resynchronisation", rand: vector.rand, auts } as const;
    const asked = askAgain(state, source, payload, { kind: "resynchronised", event: event.index, exchange: exchange.id });
    return { kind: "queued", ...asked, timers: [] };
  }
  const { security } = state.stack;
  const home = resynchronise(security.home, vector.rand, auts);
  if (home === null) return refused(`is to send ${quotedMessage(event.message?.name ?? "")}, but ${UNPROVED}`);
  const known = { ...state, stack: { ...state.stack, security: { ...security, home, vectors: [] } } };
  return { kind: "queued", ...challengeFor(known, { event: event.index, exchange: exchange.id }) };
}

const UNPROVED = "the proof of the sequence number is wrong (TS 33.102 §6.3.5)";

/** The home network has answered. @param vector null where it has refused the proof */
export function challengeAgain(
  state: SignalState,
  waiting: Extract<Again, { readonly kind: "resynchronised" }>,
  vector: VectorPayload | null,
): Reaction<SignalState> {
  if (vector === null) {
    const reason = `${who(state, state.view.participant)} gets no other authentication vector: ${UNPROVED}`;
    return { state, outputs: [{ kind: "fail", event: waiting.event, reason, lacks: null }], timers: [] };
  }
  const security = { ...state.stack.security, vectors: [vector] };
  return challengeFor({ ...state, stack: { ...state.stack, security } }, waiting);
}

function challengeFor(
  state: SignalState,
  { event, exchange: id }: { readonly event: number; readonly exchange: string },
): Reaction<SignalState> {
  const transaction = state.open.find((one) => one.role === "server" && one.id === id)?.sip?.server ?? "";
  const request = entryOf(state.stack.agent.servers, transaction)?.request;
  if (request === undefined) return { state, outputs: [], timers: [] };
  const { seed } = state.stack.agent.config;
  const { headers, security } = challengeWith(state.view.participant, seed, request, state.stack.security);
  const input = { kind: "respond", transaction, draft: { status: 401, headers }, reliably: false } as const;
  const known = { ...state, stack: { ...state.stack, security } };
  const { state: after, message, more, timers } = ask(known, input);
  const again: Again = { kind: "challenged", callId: callIdOf(request), event, exchange: id };
  return { state: { ...after, again: [...after.again, again] }, outputs: [...unseen(message), ...more], timers };
}

/** A REGISTER that the view does not have answers the second challenge: the answer that had to wait has its turn. @returns null for any other */
export function resumedWith(state: SignalState, request: SipRequestMessage): SignalState | null {
  const waiting = state.again.find((one) => one.kind === "challenged" && one.callId === callIdOf(request));
  if (request.method !== "REGISTER" || waiting?.kind !== "challenged") return null;
  const exchange = state.open.find((one) => one.role === "server" && one.id === waiting.exchange);
  if (exchange === undefined || exchange.sip === null) return null;
  const sip = { ...exchange.sip, server: serverKey(request) ?? "", mark: markOf(request) };
  const left = { ...state, again: state.again.filter((one) => one !== waiting), front: [...state.front, waiting.event] };
  return changed(left, exchange, { sip });
}

/** A client that has said that the sequence number is out of range is challenged anew, and answers that. @returns null in any other case */
export function registerAgain(
  state: SignalState,
  exchange: Transaction | null,
  response: SipResponseMessage,
): Reaction<SignalState> | null {
  const { security } = state.stack;
  if (response.status !== 401 || exchange?.sip == null || security.registering?.resynchronises !== true) return null;
  const opened = state.view.events[exchange.opened];
  if (opened?.message?.signal.kind !== "sip-request") return null;
  const known: SignalState = { ...state, stack: { ...state.stack, security: challenged(security, response) } };
  const asked = draftRequest(opened, opened.message, opened.message.signal, known);
  if ("refused" in asked || asked.input.kind !== "request") return null;
  // The transaction before has not ended yet.
  const handle = `${exchange.id}, again`;
  const { state: after, message, more, timers } = ask(known, { ...asked.input, handle });
  if (message?.kind !== "request") return null;
  const stack = { ...after.stack, security: registered(asked.security ?? after.stack.security, message) };
  const noted = changed({ ...after, stack }, exchange, { id: handle, sip: { ...exchange.sip, mark: markOf(message) } });
  return { state: noted, outputs: [...unseen(message), ...more], timers };
}

/** A relay has passed a REGISTER of this call on, which has no answer that the view has: what comes now goes on with it. */
export function registeredAgain(
  state: SignalState,
  from: string,
  message: SipMessage,
): { readonly state: SignalState; readonly opened: LocalEvent } | null {
  if (message.kind !== "request" || message.method !== "REGISTER") return null;
  const call = `${callIdOf(message)} `;
  const exchange = state.open.findLast((one) => one.role === "relay" && one.upstream === from && one.sip?.mark.startsWith(call) === true);
  const opened = state.view.events[exchange?.opened ?? -1];
  if (exchange?.sip == null || opened === undefined) return null;
  const sip = { ...exchange.sip, server: serverKey(message) ?? "", mark: markOf(message) };
  return { state: changed(state, exchange, { sip }), opened };
}

/** What the view does not have. */
function unseen(message: Parameters<typeof bearerOf>[0] | null): readonly Output[] {
  const to = message === null ? null : bearerOf(message);
  return message === null || to === null ? [] : [sent(message, to, null)];
}
