import type { RecoveredFlow } from "../../contribution/index.ts";
import { isLast, isOne, mayMeet, type Pause, type Signal, signalsIn } from "./signals.ts";

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
  /** Where each stands among the signals of the flow. */
  readonly order: ReadonlyMap<Signal, number>;
}

const known = new WeakMap<RecoveredFlow, Transactions>();

/** The transactions that a flow tells. What an answer belongs to is never guessed against it: whatever may be an answer is one. */
export function transactionsIn(flow: RecoveredFlow): Transactions {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const all: Transaction[] = [];
  const strays: Signal[] = [];
  const order = new Map<Signal, number>();
  for (const signal of signalsIn(flow)) {
    if (signal.kind !== "pause") order.set(signal, order.size);
    switch (signal.kind) {
      case "request":
        addRequest(all, signal);
        break;
      case "response":
        addResponse(all, strays, signal, order);
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
  const made = { all, strays, order };
  known.set(flow, made);
  return made;
}

function addRequest(all: Transaction[], request: Signal): void {
  const { from, to, method, act } = request;
  const twin = all.findLast((one) => isOne(one.request.from, from) && isOne(one.request.to, to) && one.request.method === method);
  // "The P-CSCF receives the INVITE from the UE", who has sent it in the step before.
  if (twin !== undefined && (twin.answer === null || act.kind === "receive")) {
    if (act.kind !== "receive" && twin.provisional === null) twin.repeats += 1;
    return;
  }
  const previous =
    all.findLast(
      (one) =>
        one.request.method === method &&
        (one.request.to === null ? !isOne(one.request.from, from) : isOne(one.request.to, from)) &&
        !isOne(one.request.from, to) &&
        (one.answer === null || act.kind === "forward"),
    ) ?? null;
  all.push({ request, previous, answer: null, ack: null, provisional: null, repeats: 0 });
}

/** The ways back from whom an answer is from to whom it goes, most likely first. */
function* waysOf(all: readonly Transaction[], from: string | null, to: string | null): Generator<readonly Transaction[]> {
  for (const isSame of [isOneOrNobody, mayMeet]) {
    for (let at = all.length - 1; at >= 0; at -= 1) {
      const last = all[at];
      if (last === undefined || !(isSame(last.request.to, from) || last.request.via.some((name) => isSame(name, from)))) continue;
      const way: Transaction[] = [];
      for (let one: Transaction | null = last; one !== null; one = one.previous) {
        way.push(one);
        const isThere = isSame(one.request.from, to) || one.request.via.some((name) => isSame(name, to));
        if (to === null ? one.previous === null : isThere) {
          yield way;
          break;
        }
      }
    }
  }
}

function isOneOrNobody(a: string | null, b: string | null): boolean {
  return a === null || b === null || isOne(a, b);
}

/** What is told again is told soon. In signals. */
const SOON = 4;

function addResponse(all: readonly Transaction[], strays: Signal[], response: Signal, order: ReadonlyMap<Signal, number>): void {
  const { from, to, method, act } = response;
  const at = order.get(response) ?? 0;
  const isSoon = ({ answer }: Transaction) => answer !== null && (answer.kind === "pause" || at - (order.get(answer) ?? 0) <= SOON);
  let isKnown = false;
  for (const isNamed of method === null ? [false] : [true, false]) {
    for (const way of waysOf(all, from, to)) {
      const [end] = way;
      if (end === undefined || (isNamed && end.request.method !== method)) continue;
      // Who receives something from nobody in particular has it from the one that was asked.
      if (act.kind === "receive" && from === null && way.length > 1) continue;
      if (!isLast(response)) {
        if (end.answer !== null) continue;
        for (const one of way) one.provisional ??= response;
        return;
      }
      // Told again: "A sends 200 OK to B. B receives it."
      if (end.answer !== null) {
        isKnown ||= act.kind === "receive" || way.every(isSoon);
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
  if (gap.length === 0 && !isKnown && isLast(response) && from !== null && to !== null) strays.push(response);
}

/**
 * The requests with one method from the one that an end has sent to the one that another has received, where no sentence says how it came from
 * the first to the last: "sends the INVITE again; the proxy passes it on".
 */
function gapBetween(
  all: readonly Transaction[],
  sender: string | null,
  receiver: string | null,
  method: string | null,
  isOpen: (one: Transaction) => boolean,
): readonly Transaction[] {
  if (sender === null || receiver === null) return [];
  const last = all.findLastIndex(
    (one) => isOpen(one) && isOne(one.request.to, receiver) && (method === null || one.request.method === method),
  );
  const end = all[last];
  if (end === undefined) return [];
  const isSame = (one: Transaction) => isOpen(one) && one.request.method === end.request.method;
  const first = all.findLastIndex((one, at) => at < last && isSame(one) && isOne(one.request.from, sender));
  return first < 0 ? [] : all.slice(first, last + 1).filter(isSame);
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
