import { isFinalAnswer } from "../../analysis/final-answer.ts";
import type { LocalEvent } from "../../analysis/local-view.ts";
import type { NamedSignal } from "../../model/trace.ts";
import type { SignalState, SipExchange, Transaction } from "./state.ts";

/** Opens the transaction of a request that is sent, received or passed on in `event`. */
export function opened(
  state: SignalState,
  event: LocalEvent,
  { transaction: id, signal, via }: Pick<NamedSignal, "transaction" | "signal" | "via">,
  { role, upstream, downstream }: Pick<Transaction, "role" | "upstream" | "downstream">,
  sip: SipExchange | null = null,
): SignalState {
  const { id: request = "", name = "" } = event.message ?? {};
  const invite = signal.kind === "sip-request" && signal.method === "INVITE";
  const asked = { id: request, name };
  const { index } = event;
  const transaction: Transaction = {
    id,
    request: asked,
    role,
    opened: index,
    signal,
    via,
    upstream,
    downstream,
    state: "calling",
    invite,
    sip,
  };
  return { ...state, open: [...state.open, transaction] };
}

/** The transaction after an answer has passed: over, waiting for ACK, or going on. */
export function answered(state: SignalState, transaction: Transaction, { signal }: Pick<NamedSignal, "signal">): SignalState {
  if (!isFinalAnswer(signal)) return state;
  if (!transaction.invite) return closed(state, transaction);
  const open = state.open.map((one): Transaction => (one === transaction ? { ...one, state: "answered" } : one));
  return { ...state, open };
}

export function closed(state: SignalState, transaction: Transaction): SignalState {
  return { ...state, open: state.open.filter((one) => one !== transaction) };
}

/** The open transaction of a request of the own view. @param roles which part one plays in it */
export function transactionOf(state: SignalState, request: string | null, roles: readonly Transaction["role"][]): Transaction | undefined {
  return state.open.findLast((one) => one.request.id === request && roles.includes(one.role));
}

/** The open transaction of an arriving answer or ACK; a participant that the path passes twice has one for each passing. */
export function transactionById(state: SignalState, { transaction, role }: NamedSignal, from: string): Transaction | undefined {
  return state.open.findLast((one) => one.id === transaction && (role === "ack" ? one.upstream : one.downstream) === from);
}

export function changed(state: SignalState, transaction: Transaction, change: Partial<Transaction>): SignalState {
  const open = state.open.map((one): Transaction => (one === transaction ? { ...one, ...change } : one));
  return { ...state, open };
}
