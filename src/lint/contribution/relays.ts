import { isOne, mayMeet } from "./ends.ts";
import type { Signal } from "./signals.ts";
import type { Stranger, Transaction, Transactions } from "./transactions.ts";

type Relaying = Pick<Transactions, "all" | "order">;

/** RFC 3261 §16.7: who has received the answer to what it handed on hands the answer back. Null where it has received none. */
export function carriedBy({ all, order }: Relaying, { from, to, method, status }: Signal): Transaction | null {
  let carried: Transaction | null = null;
  let latest = -1;
  for (const { previous, answer, request } of all) {
    if (previous === null || previous.answer !== null || answer?.kind !== "response" || !isSameStatus(answer.status, status)) continue;
    if (!isOne(request.from, from) || !isOne(previous.request.to, from) || !isOne(previous.request.from, to)) continue;
    const at = order.get(answer) ?? 0;
    if ((method === null || request.method === method) && at > latest) [carried, latest] = [previous, at];
  }
  // What was asked since then is answered first.
  const isAskedSince = all.some(
    (one) =>
      one !== carried &&
      one.answer === null &&
      isOne(one.request.from, to) &&
      isOne(one.request.to, from) &&
      (method === null || one.request.method === method) &&
      (order.get(one.request) ?? 0) > latest,
  );
  return isAskedSince ? null : carried;
}

function isSameStatus(a: number | null, b: number | null): boolean {
  return a === null || b === null || a === b;
}

/** The message before brings an answer to a relay, and this one takes it from somebody else to whom the relay owes it. */
export function strangerIn({ all, order }: Relaying, response: Signal): Stranger | null {
  const { from, to, status } = response;
  if (from === null || to === null) return null;
  const at = order.get(response) ?? 0;
  for (const { previous, answer: received, request } of all) {
    if (previous === null || previous.answer !== null || received?.kind !== "response" || order.get(received) !== at - 1) continue;
    const { request: asked } = previous;
    if (!isOne(received.to, request.from) || !isOne(asked.to, request.from) || !isOne(asked.from, to)) continue;
    if (mayMeet(from, request.from) || received.status === null || received.status !== status || isOne(received.to, to)) continue;
    return { transaction: previous, received, response };
  }
  return null;
}
