import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { entryOf } from "../../sip/entries.ts";
import type { SipMessage } from "../../sip/message.ts";
import type { Output } from "../behaviour.ts";
import { hasBit } from "../signals/bits.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { closed } from "../signals/transactions.ts";
import { finish } from "../signals/turns.ts";
import { who } from "../signals/wording.ts";
import { bearerOf, sent } from "./emit.ts";

/** What a core sends by itself: the view may have it, then it is that event; else it is executed and not drawn. */
export function sendByItself(
  state: SignalState,
  message: SipMessage,
  transaction: string | null,
  tells = true,
): { readonly state: SignalState; readonly outputs: readonly Output[] } {
  const to = bearerOf(message);
  if (to === null) return { state, outputs: [] };
  const exchange = exchangeOf(state, message, transaction);
  const event = exchange === undefined ? undefined : plannedIn(state, message, exchange, to);
  if (event !== undefined && exchange !== undefined) {
    const left = isEnd(message) ? closed(state, exchange) : state;
    return { state: finish(left, event.index), outputs: [sent(message, to, event.index)] };
  }
  const refusal = tells && exchange !== undefined ? refusalOf(state, message, exchange) : [];
  return { state, outputs: [sent(message, to, null), ...refusal] };
}

function exchangeOf({ open, stack }: SignalState, message: SipMessage, transaction: string | null): Transaction | undefined {
  const key = transaction ?? "";
  if (message.kind === "response") return open.findLast(({ sip }) => sip?.server === key);
  const handle = stack.agent.clients[key]?.handle;
  const context = entryOf(stack.proxy.branches, key)?.context;
  return open.findLast(({ id, sip }) => (handle !== undefined && id === handle) || (context !== undefined && sip?.server === context));
}

function plannedIn({ view, done }: SignalState, message: SipMessage, { request }: Transaction, to: string): LocalEvent | undefined {
  return view.events.find(({ kind, index, peer, message: planned }) => {
    if (kind !== "send" || peer !== to || planned === null || planned.answers?.id !== request.id || hasBit(done, index)) return false;
    const { signal, role } = planned;
    if (message.kind === "request") return role === "ack" && message.method === "ACK";
    return signal.kind === "sip-response" && signal.status === message.status;
  });
}

/** An ACK, or a final answer to anything but INVITE, ends its exchange. */
function isEnd(message: SipMessage): boolean {
  return message.kind === "request" || (message.status >= 200 && !message.headers.some(isOfInvite));
}

function isOfInvite({ name, value }: { readonly name: string; readonly value: string }): boolean {
  return name === "CSeq" && value.endsWith(" INVITE");
}

/** The protocol refuses what the flow has accepted. */
function refusalOf(state: SignalState, message: SipMessage, { request, opened }: Transaction): readonly Output[] {
  if (message.kind === "request" || message.status < 300) return [];
  const reason = `${who(state, state.view.participant)} refuses ${quotedMessage(request.name)} with ${message.status} (${message.reason})`;
  return [{ kind: "fail", event: opened, reason, lacks: null }];
}
