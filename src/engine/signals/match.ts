import { arrivalKey } from "../../analysis/local-view.ts";
import type { NamedSignal } from "../../model/trace.ts";
import { type Bits, hasBit } from "./bits.ts";
import type { SignalState, Transaction } from "./state.ts";
import { transactionById } from "./transactions.ts";

export interface Match {
  /** Index of the reception in the view; null where the view has none. */
  readonly event: number | null;
  /** The transaction it belongs to; null for a new request and for what belongs to none. */
  readonly transaction: Transaction | null;
}

/** Finds which reception of the view an arriving message is, by what can be seen of it. Those that look alike are told apart by their order. */
export function match(state: SignalState, from: string, message: NamedSignal): Match {
  const isNew = message.role === "request" || message.role === "one-way";
  const transaction = isNew ? null : (transactionById(state, message, from) ?? null);
  if (!isNew && transaction === null) return { event: null, transaction };
  const belongsTo = transaction?.request.id ?? message.via.at(-1) ?? null;
  const alike = state.view.arrivals.get(arrivalKey(from, message, belongsTo)) ?? [];
  return { event: firstMissing(alike, state.arrived), transaction };
}

/** The first reception that has not arrived yet; they arrive in their order, so that it is found by halves. */
export function firstMissing(receptions: readonly number[], arrived: Bits): number | null {
  let [low, high] = [0, receptions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasBit(arrived, receptions[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return receptions[low] ?? null;
}
