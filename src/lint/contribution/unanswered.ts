import type { Contribution, RecoveredFlow } from "../../contribution/index.ts";
import { isOne, mayMeet } from "./ends.ts";
import { isPartial } from "./numbered.ts";
import { type Signal, signalsIn } from "./signals.ts";
import { type Transaction, transactionsIn } from "./transactions.ts";

/** A request that waits for its last answer in a flow that tells those of the others. */
export interface Unanswered {
  readonly transaction: Transaction;
  /**
   * What may have been meant to be its answer: one from somebody else (`other`), to somebody else (`astray`), or one in front of it
   * (`early`); null where nothing is told that goes that way.
   */
  readonly instead: { readonly kind: "other" | "astray" | "early"; readonly response: Signal } | null;
}

const known = new WeakMap<RecoveredFlow, readonly Unanswered[]>();

/** So many requests with an answer, for each without, show that the flow means to tell answers. */
const ANSWERED_FOR_ONE = 2;

/** The SIP requests of a flow that nobody answers, where that is no habit of it. */
export function unansweredIn(flow: RecoveredFlow): readonly Unanswered[] {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const made = [...look(flow)];
  known.set(flow, made);
  return made;
}

function* look(flow: RecoveredFlow): Generator<Unanswered> {
  const { all, strays, premature, order } = transactionsIn(flow);
  const counted = all.filter(({ request: { method } }) => method !== null);
  const told = counted.filter(({ answer }) => answer !== null && answer.kind !== "pause");
  const silent = counted.filter(
    ({ answer, request }) => answer === null && request.from !== null && request.to !== null && !request.isDoubtful,
  );
  const open = silent.filter(({ request, ack }) => !request.isRange || ack?.kind === "ack");
  const isHabit = told.length < open.length * ANSWERED_FOR_ONE;
  const taken = new Set<Signal>();
  const early = new Set<Transaction>();
  // Right behind the request, from the one who was asked.
  for (const transaction of silent) {
    const { request } = transaction;
    const at = order.get(request) ?? 0;
    const response = strays.find(
      (one) => isOfSip(one) && order.get(one) === at + 1 && isOne(one.from, request.to) && !mayMeet(one.to, request.from),
    );
    if (response === undefined || isOnWayBack(all, transaction, response) || all.some(({ previous }) => previous === transaction)) continue;
    taken.add(response);
    early.add(transaction);
    yield { transaction, instead: { kind: "astray", response } };
  }
  // What is sent again has gone unanswered once.
  for (const transaction of counted) {
    const isOpen = transaction.answer === null || transaction.answer.kind === "pause";
    if (order.size <= 2 || (!isOpen && transaction.repeats === 0)) continue;
    const response = earlyAnswer(flow, transaction, isHabit);
    if (response === undefined || taken.has(response)) continue;
    taken.add(response);
    early.add(transaction);
    yield { transaction, instead: { kind: "early", response } };
  }
  for (const response of premature) {
    const at = order.get(response) ?? 0;
    const transaction = counted.find(({ request }) => {
      const behind = (order.get(request) ?? 0) - at;
      return (
        request.method === "INVITE" && behind > 0 && behind <= NEAR && isOne(request.to, response.from) && isOne(request.from, response.to)
      );
    });
    if (transaction === undefined) yield* misdirected(flow, response);
    else if (!speaksOf(flow, response, "INVITE")) yield { transaction, instead: { kind: "early", response } };
  }
  for (const transaction of open) {
    const { request } = transaction;
    const at = order.get(request) ?? 0;
    if (early.has(transaction)) continue;
    if (strays.some((one) => (order.get(one) ?? 0) > at && isOne(one.to, request.from) && isBehind(all, one, transaction))) continue;
    const other = strays.find(
      (one) =>
        !taken.has(one) &&
        (order.get(one) ?? 0) > at &&
        isOne(one.to, request.from) &&
        !mayMeet(one.from, request.to) &&
        (areTwins(one.from ?? "", request.to ?? "") || (!isHabit && isKnown(flow, request.to ?? ""))),
    );
    if (other !== undefined) {
      taken.add(other);
      yield { transaction, instead: { kind: "other", response: other } };
      continue;
    }
    // Who asks again and again is not answered.
    if (transaction.repeats > 1 || goesElsewhere(all, transaction)) continue;
    if (isPartial(flow)) continue;
    // "The S-CSCF sends a third-party REGISTER to the AS": a request of its own, of which nothing more is told.
    const isAside = transaction.previous !== null && request.act.kind !== "forward" && !isKnown(flow, request.to ?? "");
    if (isAside) continue;
    const isAcknowledged = transaction.ack?.kind === "ack";
    // Whoever is named once may have answered under another name.
    const mayHave = !isKnown(flow, request.to ?? "") && strays.some((one) => isOne(one.to, request.from) && (order.get(one) ?? 0) > at);
    if (mayHave) continue;
    if (isAcknowledged || (!isHabit && goesOn(flow, transaction) && !isOmitted(counted, request))) yield { transaction, instead: null };
  }
}

/** "A Close response" answers what is called so. */
function isOfSip({ status, method }: Signal): boolean {
  return status !== null || method !== null;
}

/** A provisional answer to somebody else than has asked, or from somebody else than was asked, while an INVITE waits for its answer. */
function* misdirected(flow: RecoveredFlow, response: Signal): Generator<Unanswered> {
  const { all, order } = transactionsIn(flow);
  const { from, to } = response;
  const at = order.get(response) ?? 0;
  const isWaiting = ({ request, answer }: Transaction) =>
    request.method === "INVITE" &&
    (order.get(request) ?? 0) < at &&
    (answer === null || answer.kind === "pause" || (order.get(answer) ?? 0) > at);
  const asked = all.findLast((one) => isWaiting(one) && isOne(one.request.to, from));
  if (asked !== undefined && !mayMeet(asked.request.from, to) && !isOnWayBack(all, asked, response) && isKnown(flow, to ?? "")) {
    if (!all.some(({ previous }) => previous === asked)) yield { transaction: asked, instead: { kind: "astray", response } };
    return;
  }
  const asking = all.findLast((one) => isWaiting(one) && isOne(one.request.from, to));
  if (asking === undefined || mayMeet(asking.request.to, from) || isBehind(all, response, asking)) return;
  if (isKnown(flow, asking.request.to ?? "") && isKnown(flow, from ?? ""))
    yield { transaction: asking, instead: { kind: "other", response } };
}

/** Whether a step in front of a signal names a method, without saying who sends it to whom. */
function speaksOf(flow: RecoveredFlow, { step }: Signal, method: string): boolean {
  const plain = new Set(transactionsIn(flow).all.map(({ request }) => request.step));
  return flow.steps
    .slice(0, flow.steps.indexOf(step))
    .some((one) => !plain.has(one) && one.passages.some(({ paragraph }) => paragraph.text.includes(method)));
}

/** What nobody else can have asked for stands at most so far in front of its request, in signals. */
const NEAR = 3;

/** What answers a request in front of it, and nothing else. */
function earlyAnswer(flow: RecoveredFlow, { request, answer }: Transaction, isHabit: boolean): Signal | undefined {
  const { strays, echoes, order } = transactionsIn(flow);
  const at = order.get(request) ?? 0;
  const isBack = (one: Signal, distance: number) => {
    const before = at - (order.get(one) ?? at);
    return before > 0 && before <= distance && isOne(one.from, request.to) && isOne(one.to, request.from);
  };
  // In front of what may be answered otherwise: what begins a flow answers something before it.
  const stray = strays.find(
    (one) => isOfSip(one) && isBack(one, answer === null ? NEAR : 1) && (answer?.kind !== "pause" || order.get(one) !== 0),
  );
  return stray ?? (isHabit || answer !== null ? undefined : echoes.find((one) => isBack(one, 1)));
}

/** Whether the answer goes to one of those who have handed the request on, past the last of them. */
function isOnWayBack(all: readonly Transaction[], { previous }: Transaction, { to }: Signal): boolean {
  for (let each = previous; each !== null; each = each.previous) if (mayMeet(each.request.from, to)) return true;
  return all.some(({ request }) => request.via.some((name) => mayMeet(name, to)));
}

/** Whether an answer may be told from end to end: the flow hands other requests on to who sends it, and of this one says nothing more. */
function isBehind(all: readonly Transaction[], { from, act }: Signal, transaction: Transaction): boolean {
  if (act.verb === "" || all.some(({ previous }) => previous === transaction)) return false;
  const { request: asked } = transaction;
  return all.some(
    ({ request, previous }) =>
      previous !== null && isOne(request.from, asked.to) && isOne(request.to, from) && isOne(previous.request.from, asked.from),
  );
}

/** It rings, nobody answers, and the same goes to the next one. */
function goesElsewhere(all: readonly Transaction[], { request, provisional }: Transaction): boolean {
  if (provisional === null) return false;
  return all
    .slice(all.findIndex((one) => one.request === request) + 1)
    .some((one) => one.request.method === request.method && isOne(one.request.from, request.from) && !isOne(one.request.to, request.to));
}

/** What is open at the end of a flow may be answered behind it. */
function goesOn(flow: RecoveredFlow, { request }: Transaction): boolean {
  const { all, order } = transactionsIn(flow);
  const at = order.get(request) ?? 0;
  const later = all.filter((one) => (order.get(one.request) ?? 0) > at && !isOnWay(one, request));
  if (later.length > 0) return true;
  return [...order].some(
    ([signal, place]) =>
      place > at &&
      signal.kind === "response" &&
      all.some(({ answer, request: { method } }) => answer === signal && method === request.method),
  );
}

function isOnWay(one: Transaction | null, request: Signal): boolean {
  for (let each = one; each !== null; each = each.previous) if (each.request === request) return true;
  return false;
}

/** Who is named once may be another under a name of its own: "the S-CSCF of the called party". */
function isKnown({ participants }: RecoveredFlow, name: string): boolean {
  return participants.some(({ key, mentions }) => isOne(key, name) && mentions.length > 1);
}

/** Whether none of several requests with this method is answered. */
function isOmitted(all: readonly Transaction[], { method }: Signal): boolean {
  const same = all.filter(({ request }) => request.method === method);
  return same.length > 1 && same.every(({ answer }) => answer === null);
}

/** `UE-A` and `UE-B`: two of one kind. */
function areTwins(a: string, b: string): boolean {
  const tail = /[-\s]?(?:[a-z]|\d{1,2})$/u;
  return a !== b && tail.test(a) && a.replace(tail, "") === b.replace(tail, "");
}

/** Whether any INVITE of a document is acknowledged. */
export function tellsAcks({ flows }: Contribution): boolean {
  return flows.some(flowTellsAcks);
}

export function flowTellsAcks(flow: RecoveredFlow): boolean {
  return signalsIn(flow).some(({ kind }) => kind === "ack");
}
