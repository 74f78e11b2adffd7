import type { RecoveredFlow } from "../../contribution/index.ts";
import { mayAnswer } from "../../sip/methods.ts";
import { isOne, mayMeet } from "./ends.ts";
import { carriedBy, strangerIn } from "./relays.ts";
import { isLast, type Pause, type Signal, signalsIn } from "./signals.ts";
import { gapBetween, waysOf } from "./ways.ts";

/** A request from one to another, as told, with what comes back. */
export interface Transaction {
  readonly request: Signal;
  /** The one that it hands on; null where it begins a way. */
  readonly previous: Transaction | null;
  /** Its last answer; a pause where it may be told there. */
  answer: Signal | Pause | null;
  /** An ACK from its sender towards its receiver; a pause where it may be told there. */
  ack: Signal | Pause | null;
  provisional: Signal | null;
  /** How often it is sent again before anything comes back. */
  repeats: number;
}

export interface Transactions {
  readonly all: readonly Transaction[];
  /** Last answers to what nobody has asked, as far as it is told. */
  readonly strays: readonly Signal[];
  /** Provisional answers to what nobody has asked yet. */
  readonly premature: readonly Signal[];
  /** Last answers that seem to be told again, though other messages stand between. */
  readonly echoes: readonly Signal[];
  /** Answers that one relay has received, and another hands on. */
  readonly strangers: readonly Stranger[];
  /** Where each stands among the signals of the flow. */
  readonly order: ReadonlyMap<Signal, number>;
}

/** "S answers P", and then "Q answers UE", who has asked P. */
export interface Stranger {
  /** What the one that has received the answer is waited for to answer. */
  readonly transaction: Transaction;
  readonly received: Signal;
  readonly response: Signal;
}

const known = new WeakMap<RecoveredFlow, Transactions>();

/** The transactions that a flow tells. What an answer belongs to is never guessed against it: whatever may be an answer is one. */
export function transactionsIn(flow: RecoveredFlow): Transactions {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const all: Transaction[] = [];
  const told: Told = { all, strays: [], premature: [], echoes: [], strangers: [], order: new Map(), methods: methodsIn(flow) };
  const { order } = told;
  for (const signal of signalsIn(flow)) {
    if (signal.kind !== "pause") order.set(signal, order.size);
    switch (signal.kind) {
      case "request":
        addRequest(all, signal);
        break;
      case "response":
        addResponse(told, signal);
        break;
      case "ack":
        addAck(all, signal);
        break;
      case "told":
        for (const one of all)
          if (
            one.answer === null &&
            one.request.step !== signal.step &&
            mayMeet(one.request.to, signal.from) &&
            mayMeet(one.request.from, signal.to)
          )
            one.answer = { kind: "pause", step: signal.step, isAck: false };
        break;
      case "pause":
        if (signal.isAck) acknowledgeLast(all, signal);
        else
          for (const one of all) {
            one.answer ??= signal;
            one.ack ??= signal;
          }
    }
  }
  known.set(flow, told);
  return told;
}

/** What is known so far. */
interface Told extends Transactions {
  readonly all: Transaction[];
  readonly strays: Signal[];
  readonly premature: Signal[];
  readonly echoes: Signal[];
  readonly strangers: Stranger[];
  readonly order: Map<Signal, number>;
  /** Of all requests of the flow, those to come included. */
  readonly methods: ReadonlySet<string>;
}

function methodsIn(flow: RecoveredFlow): ReadonlySet<string> {
  return new Set(signalsIn(flow).flatMap((signal) => (signal.kind === "request" && signal.method !== null ? [signal.method] : [])));
}

function addRequest(all: Transaction[], request: Signal): void {
  const { from, to, method, act } = request;
  const twin = all.findLast((one) => isOne(one.request.from, from) && isOne(one.request.to, to) && one.request.method === method);
  // "The P-CSCF receives the INVITE from the UE", who has sent it in the step before.
  if (twin !== undefined && act.kind === "receive") return;
  const previous = previousOf(all, request);
  if (twin !== undefined && isRepeated(all, twin, previous)) {
    if (twin.provisional === null) twin.repeats += 1;
    return;
  }
  all.push({ request, previous, answer: null, ack: null, provisional: null, repeats: 0 });
}

/** Nothing has come back yet, and it hands on nothing new. */
function isRepeated(all: readonly Transaction[], twin: Transaction, previous: Transaction | null): boolean {
  if (twin.answer !== null || twin.ack?.kind === "ack" || (previous !== twin.previous && previous !== null)) return false;
  return !all.some((one) => one.previous === twin && one.answer?.kind === "response");
}

function previousOf(all: readonly Transaction[], { from, to, method, act }: Signal): Transaction | null {
  return (
    all.findLast(
      (one) =>
        one.request.method === method &&
        (one.request.to === null ? !isOne(one.request.from, from) : isOne(one.request.to, from)) &&
        !isOne(one.request.from, to) &&
        (one.answer === null || act.kind === "forward"),
    ) ?? null
  );
}

/** What is told again is told soon. In signals. */
const SOON = 4;

function addResponse(told: Told, response: Signal): void {
  const { all, order, strays, echoes, strangers, methods } = told;
  const { from, to, method, act } = response;
  const stranger = isLast(response) ? strangerIn(told, response) : null;
  if (stranger !== null) {
    strangers.push(stranger);
    stranger.transaction.answer = response;
    return;
  }
  const carried = isLast(response) ? carriedBy(told, response) : null;
  if (carried !== null) {
    carried.answer = response;
    return;
  }
  let isKnown = false;
  for (const fits of triesFor(response, methods)) {
    for (const way of waysOf(all, from, to)) {
      const [end] = way;
      if (end === undefined || !fits(end.request.method ?? "")) continue;
      // Who receives something from nobody in particular has it from the one that was asked.
      if (act.kind === "receive" && from === null && way.length > 1) continue;
      if (!isLast(response)) {
        if (end.answer !== null) continue;
        for (const one of way) one.provisional ??= response;
        return;
      }
      // Told again: "A sends 200 OK to B. B receives it."
      if (end.answer !== null) {
        isKnown ||= act.kind === "receive" || way.every((one) => isAgain(one, response, order));
        continue;
      }
      const isDirect = way.length === 1 && isOne(end.request.from, to) && isOne(end.request.to, from);
      const gap = isDirect ? [] : gapBetween(all, to, from, end.request.method, ({ answer }) => answer === null);
      for (const one of [...way, ...gap]) one.answer ??= response;
      return;
    }
  }
  const gap = isKnown ? [] : gapBetween(all, to, from, method, ({ answer }) => answer === null);
  if (isLast(response)) for (const one of gap) one.answer = response;
  if (gap.length > 0 || from === null || to === null) return;
  if (!isLast(response)) told.premature.push(response);
  else if (isKnown) echoes.push(response);
  else strays.push(response);
}

/** Which methods an answer may be to: the one it names, then one that has its status, then any. */
function triesFor({ method, status }: Signal, methods: ReadonlySet<string>): readonly ((asked: string) => boolean)[] {
  const isNamed = (asked: string) => asked === method;
  const hasStatus = (asked: string) => status === null || mayAnswer(asked, status);
  if (method !== null) return methods.has(method) ? [isNamed] : [isNamed, hasStatus, () => true];
  return status === null ? [() => true] : [hasStatus, () => true];
}

/** Whether it tells once more how a request was answered. */
function isAgain({ answer, ack }: Transaction, response: Signal, order: ReadonlyMap<Signal, number>): boolean {
  if (answer === null || answer.kind === "pause") return answer !== null;
  if ((order.get(response) ?? 0) - (order.get(answer) ?? 0) > SOON || ack?.kind === "ack") return false;
  return answer.status === null || response.status === null || answer.status === response.status;
}

/** The way of the INVITE that was answered last. */
function acknowledgeLast(all: readonly Transaction[], pause: Pause): void {
  const answer = all.findLast(({ request, ack, answer }) => request.method === "INVITE" && ack === null && answer !== null)?.answer;
  for (const one of all) if (one.answer === answer && answer !== undefined) one.ack ??= pause;
}

function addAck(all: readonly Transaction[], ack: Signal): void {
  for (const isAnswered of [true, false]) {
    for (const way of waysOf(all, ack.to, ack.from)) {
      const [end] = way;
      if (end === undefined || end.request.method !== "INVITE" || end.ack !== null || (end.answer !== null) !== isAnswered) continue;
      for (const one of way) one.ack ??= ack;
      // To nobody in particular, it may be several.
      if (ack.to !== null) return;
    }
  }
  const isWaiting = (one: Transaction) => one.request.method === "INVITE" && one.ack === null && one.answer !== null;
  for (const one of gapBetween(all, ack.from, ack.to, "INVITE", isWaiting)) one.ack = ack;
}
