import type { Message } from "../model/message.ts";
import type { Signal } from "../model/signal.ts";
import { isFinal } from "../sip/statuses.ts";
import type { SignalState, Transaction } from "./signal-state.ts";

/** Whether an answer ends the wait for one; that to an abstract request always does. */
export function isFinalAnswer(signal: Signal): boolean {
  return signal.kind !== "sip-response" || isFinal(signal.status);
}

export function isInvite(signal: Signal): boolean {
  return signal.kind === "sip-request" && signal.method === "INVITE";
}

export function openTransaction(state: SignalState, transaction: Transaction): SignalState {
  return { ...state, open: [...state.open, transaction] };
}

/** The transaction after an answer has passed: over, waiting for ACK, or going on. */
export function answered(state: SignalState, transaction: Transaction, signal: Signal): SignalState {
  if (!isFinalAnswer(signal)) return state;
  return transaction.invite ? replaced(state, transaction, { ...transaction, state: "answered" }) : closed(state, transaction);
}

export function closed(state: SignalState, transaction: Transaction): SignalState {
  return { ...state, open: state.open.filter((one) => one !== transaction) };
}

function replaced(state: SignalState, old: Transaction, next: Transaction): SignalState {
  return { ...state, open: state.open.map((one) => (one === old ? next : one)) };
}

/** The open transaction of a request of the own view. @param roles which part one plays in it */
export function transactionOf(state: SignalState, request: string | null, roles: readonly Transaction["role"][]): Transaction | undefined {
  return state.open.findLast((one) => one.request === request && roles.includes(one.role));
}

/** The open transaction of an arriving answer or ACK. */
export function transactionById(state: SignalState, id: string, from: string, role: Message["role"]): Transaction | undefined {
  return state.open.findLast((one) => one.id === id && (one.role !== "relay" || (role === "ack" ? one.upstream : one.downstream) === from));
}
