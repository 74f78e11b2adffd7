import type { CausalEvent } from "../causal-order.ts";
import { isSip } from "../local-view.ts";
import type { Matching } from "./match-events.ts";
import type { SurplusEvent } from "./surplus-events.ts";
import { statusOf, transactionOf } from "./transactions.ts";

type TakesPlace = (surplus: SurplusEvent, missing: CausalEvent) => boolean;

/** What stands in the place of what is missing: another answer to the same request, or anything else between the same two events. */
export function placesIn(matching: Matching): TakesPlace {
  const isNext = gapsOf(matching);
  const answersSame = transactionsOf(matching);
  return (surplus, missing) => {
    const { event } = surplus;
    const { participant, local } = missing;
    const isBetweenSame =
      event.event === "receive"
        ? event.to === participant && event.from === local.peer
        : event.from === participant && event.to === local.peer;
    if (event.event !== local.kind || !isBetweenSame) return false;
    const isAnswer = statusOf(event.message) !== null;
    if (isAnswer !== isSipAnswer(missing)) return false;
    return isAnswer ? answersSame(surplus, missing) : isNext(surplus, missing);
  };
}

function isSipAnswer({ local: { message } }: CausalEvent): boolean {
  return message?.signal.kind === "sip-response" && isSip(message);
}

/** An answer goes with its request, wherever it stands; a final one in the place of a final one. */
function transactionsOf({ expected, actual, found }: Matching): TakesPlace {
  const isNext = gapsOf({ expected, found });
  const asked = new Map<string, Set<string>>();
  const keyOf = (participant: string, peer: string, request: string) => `${participant}|${peer}|${request}`;
  for (const { index, participant, local } of expected) {
    const transaction = transactionOf(actual[found.get(index) ?? -1]?.message ?? null);
    if (local.message?.role !== "request") continue;
    const key = keyOf(participant, local.peer, local.message.id);
    const same = asked.get(key) ?? new Set();
    asked.set(key, same);
    if (transaction !== null) same.add(transaction);
  }
  return (surplus, missing) => {
    const { message } = surplus.event;
    const { signal, answers = null } = missing.local.message ?? {};
    if (signal?.kind !== "sip-response" || answers === null) return false;
    if ((statusOf(message) ?? 0) >= 200 !== signal.status >= 200) return false;
    const transactions = asked.get(keyOf(missing.participant, missing.local.peer, answers.id));
    // What is asked before the first step is not compared.
    return transactions === undefined ? isNext(surplus, missing) : transactions.has(transactionOf(message) ?? "");
  };
}

/** Whether something stands between the same two things as what is missing, and so in its place. */
function gapsOf({ expected, found }: Pick<Matching, "expected" | "found">): TakesPlace {
  const before = new Map<number, number | null>();
  const last = new Map<string, number>();
  for (const { index, participant } of expected) {
    before.set(index, last.get(participant) ?? null);
    if (found.has(index)) last.set(participant, index);
  }
  return (surplus, missing) => before.get(missing.index) === surplus.before;
}
