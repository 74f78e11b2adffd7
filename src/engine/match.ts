import { arrivalKey } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";
import { hasBit } from "./bits.ts";
import type { SignalState, Transaction } from "./signal-state.ts";
import { transactionById } from "./transactions.ts";

export interface Match {
  /** Index of the reception in the view; null where the view has none. */
  readonly event: number | null;
  /** The transaction it belongs to; null for a new request and for what belongs to none. */
  readonly transaction: Transaction | null;
  readonly state: SignalState;
}

/** Finds which reception of the view an arriving message is, by what can be seen of it. */
export function match(state: SignalState, from: string, message: TraceMessage): Match {
  if (message.role === "request" || message.role === "one-way") return matchNew(state, from, message);
  const transaction = transactionById(state, message.transaction, from, message.role);
  if (transaction === undefined) return { event: null, transaction: null, state };
  const key = arrivalKey(from, { role: message.role, name: message.name, answers: transaction.request });
  const event = state.view.arrivals.get(key)?.find((index) => !hasBit(state.arrived, index)) ?? null;
  return { event, transaction, state };
}

/** Requests of one name from one neighbour are told apart by their order only. */
function matchNew(state: SignalState, from: string, message: TraceMessage): Match {
  const key = arrivalKey(from, { role: message.role, name: message.name, answers: null });
  const taken = state.taken.get(key) ?? 0;
  const event = state.view.arrivals.get(key)?.[taken] ?? null;
  if (event === null) return { event, transaction: null, state };
  return { event, transaction: null, state: { ...state, taken: new Map(state.taken).set(key, taken + 1) } };
}
