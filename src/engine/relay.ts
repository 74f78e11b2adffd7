import type { LocalEvent } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";
import type { Output } from "./behaviour.ts";
import { withBit } from "./bits.ts";
import type { Match } from "./match.ts";
import type { SignalState, Transaction } from "./signal-state.ts";
import { answered, closed, isFinalAnswer, isInvite, openTransaction } from "./transactions.ts";

export interface Step {
  readonly state: SignalState;
  readonly outputs: readonly Output[];
}

/**
 * A relay passes on what it receives: a request where its routing says, an answer back along the recorded path, an ACK after its
 * request. Where the view has it go elsewhere, the view is wrong.
 */
export function relay({ state, transaction }: Match, reception: LocalEvent, from: string, message: TraceMessage): Step {
  const { view } = state;
  const sending = reception.pair === null ? null : (view.events[reception.pair] ?? null);
  const received: SignalState = { ...state, done: withBit(state.done, reception.index) };
  const next = onward(view.participant, message, sending, transaction);
  if (typeof next === "string")
    return {
      state: received,
      outputs: [{ kind: "fail", event: sending?.index ?? reception.index, reason: `${nameIn(state, view.participant)} ${next}` }],
    };
  const wrong = objection(state, sending, reception, next.to, message);
  if (wrong !== null) return { state: received, outputs: [{ kind: "fail", event: sending?.index ?? reception.index, reason: wrong }] };
  const kept = remember(received, reception, from, message, next.to, transaction);
  const sent = sending === null ? kept : { ...kept, done: withBit(kept.done, sending.index) };
  return { state: sent, outputs: [{ kind: "send", event: sending?.index ?? null, to: next.to, message: next.message }] };
}

/** Where the message goes and what it looks like then; a sentence where it cannot go on. */
function onward(
  self: string,
  message: TraceMessage,
  sending: LocalEvent | null,
  transaction: Transaction | null,
): { readonly to: string; readonly message: TraceMessage } | string {
  switch (message.role) {
    case "request":
    case "one-way":
      if (sending === null) return `has no route for ${message.name}`;
      return { to: sending.peer, message: { ...message, via: [self, ...message.via] } };
    case "reply": {
      const [top, next] = message.via;
      if (top !== self || next === undefined) return `receives ${message.name}, whose recorded path does not lead through it`;
      return { to: next, message: { ...message, via: message.via.slice(1) } };
    }
    case "ack":
      if (transaction === null) return `receives ${message.name} for no request it has passed on`;
      return { to: transaction.downstream, message: { ...message, via: [self, ...message.via] } };
  }
}

/** Why the view does not allow what the protocol does; null where it does. */
function objection(
  state: SignalState,
  sending: LocalEvent | null,
  reception: LocalEvent,
  to: string,
  message: TraceMessage,
): string | null {
  const self = nameIn(state, state.view.participant);
  if (sending === null)
    return `${self} passes ${message.name} on to ${nameIn(state, to)}, as the request came, but the flow has no such hop`;
  if (sending.index < reception.index) return `${self} is to pass on ${message.name} before it has received it`;
  if (sending.peer !== to)
    return `${self} passes ${message.name} on to ${nameIn(state, to)}, as the request came, but the flow has it sent to ${nameIn(state, sending.peer)}`;
  return null;
}

function remember(
  state: SignalState,
  reception: LocalEvent,
  from: string,
  message: TraceMessage,
  to: string,
  transaction: Transaction | null,
): SignalState {
  if (message.role === "request") {
    return openTransaction(state, {
      id: message.transaction,
      request: reception.message?.id ?? "",
      role: "relay",
      opened: reception.index,
      via: message.via,
      upstream: from,
      downstream: to,
      state: "calling",
      invite: isInvite(message.signal),
    });
  }
  if (transaction === null) return state;
  if (message.role === "ack") return closed(state, transaction);
  return isFinalAnswer(message.signal) ? answered(state, transaction, message.signal) : state;
}

export function nameIn(state: SignalState, participant: string): string {
  return state.view.names[participant] ?? participant;
}
