import { isFinalAnswer } from "../../analysis/final-answer.ts";
import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { entryOf } from "../../sip/entries.ts";
import type { SipMessage } from "../../sip/message.ts";
import type { Output } from "../behaviour.ts";
import { hasBit } from "../signals/bits.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { answered, closed, opened } from "../signals/transactions.ts";
import { finish } from "../signals/turns.ts";
import { who } from "../signals/wording.ts";
import { bearerOf, markOf, sent } from "./emit.ts";
import { talked } from "./talk.ts";

/** What a core sends by itself: the view may have it, then it is that event; else it is executed and not drawn. */
export function sendByItself(
  state: SignalState,
  message: SipMessage,
  transaction: string | null,
  tells = true,
): { readonly state: SignalState; readonly outputs: readonly Output[] } {
  const to = bearerOf(message);
  if (to === null) return { state, outputs: [] };
  const request = message.kind === "request" ? plannedRequest(state, message.method, to) : undefined;
  if (request !== undefined) return { state: requested(state, message, request, to), outputs: [sent(message, to, request.index)] };
  const exchange = exchangeOf(state, message, transaction);
  const event = exchange === undefined ? undefined : plannedIn(state, message, exchange, to);
  if (event !== undefined && exchange !== undefined) {
    return { state: finish(settled(state, message, exchange, event), event.index), outputs: [sent(message, to, event.index)] };
  }
  const refusal = tells && exchange !== undefined ? refusalOf(state, message, exchange) : [];
  return { state, outputs: [sent(message, to, null), ...refusal] };
}

/** What the protocol demands, where the flow shows it: a CANCEL on the next hop (RFC 3261 §16.10), a BYE to whom an INVITE replaces (RFC 3891 §3). */
function plannedRequest({ view, done }: SignalState, method: string, to: string): LocalEvent | undefined {
  if (method !== "CANCEL" && method !== "BYE") return undefined;
  return view.events.find(({ kind, role, index, peer, message }) => {
    const signal = message?.signal;
    return (
      kind === "send" && role === "end" && peer === to && !hasBit(done, index) && signal?.kind === "sip-request" && signal.method === method
    );
  });
}

function requested(state: SignalState, message: SipMessage, event: LocalEvent, to: string): SignalState {
  const { participant } = state.view;
  const signal = event.message?.signal ?? { kind: "operation", connects: [] };
  const named = { transaction: event.message?.id ?? "", signal, via: [] };
  const part = { role: "client", upstream: participant, downstream: to } as const;
  const known = opened(state, event, named, part, { server: "", mark: markOf(message), leg: "", dialog: null });
  return finish(known, event.index);
}

function exchangeOf({ open, stack }: SignalState, message: SipMessage, transaction: string | null): Transaction | undefined {
  const key = transaction ?? "";
  if (message.kind === "response") return open.findLast(({ sip }) => sip?.server === key);
  const handle = entryOf(stack.agent.clients, key)?.handle;
  const context = entryOf(stack.proxy.branches, key)?.context;
  return open.findLast(({ id, sip }) => (handle !== undefined && id === handle) || (context !== undefined && sip?.server === context));
}

function plannedIn(state: SignalState, message: SipMessage, { request }: Transaction, to: string): LocalEvent | undefined {
  const { view, done } = state;
  // RFC 3261 §17.1.1.3: what the view has may be the ACK of another answer, which has not come.
  if (message.kind === "request" && message.method === "ACK" && !isAnswered(state, request.id)) return undefined;
  return view.events.find(({ kind, index, peer, message: planned }) => {
    if (kind !== "send" || peer !== to || planned === null || planned.answers?.id !== request.id || hasBit(done, index)) return false;
    const { signal, role } = planned;
    if (message.kind === "request") return role === "ack" && message.method === "ACK";
    return signal.kind === "sip-response" && signal.status === message.status;
  });
}

/** Whether the final answer that the view has to a request has arrived. */
function isAnswered({ view, arrived }: SignalState, request: string): boolean {
  return view.events.some(
    ({ kind, index, message }) =>
      kind === "receive" && message?.answers?.id === request && isFinalAnswer(message.signal) && hasBit(arrived, index),
  );
}

/** What it changes in its exchange. A relay has to wait for the ACK of its client all the same. */
function settled(state: SignalState, message: SipMessage, exchange: Transaction, { message: planned }: LocalEvent): SignalState {
  if (message.kind === "request") return exchange.role === "relay" ? state : closed(state, exchange);
  if (exchange.role === "relay" || planned === null) return state;
  const { stack } = talked(state.stack, exchange.sip?.leg ?? "", "local", message);
  return answered({ ...state, stack }, exchange, planned);
}

/** The protocol refuses what the flow has accepted. */
function refusalOf(state: SignalState, message: SipMessage, { request, opened }: Transaction): readonly Output[] {
  if (message.kind === "request" || message.status < 300) return [];
  const reason = `${who(state, state.view.participant)} refuses ${quotedMessage(request.name)} with ${message.status} (${message.reason})`;
  return [{ kind: "fail", event: opened, reason, lacks: null }];
}
