import type { SipMessage, SipRequestMessage, SipResponseMessage } from "../message.ts";
import { responseTo } from "../responses.ts";
import { type TimerOrder, type Timing, timerName } from "../timing.ts";
import { acknowledgeFailure } from "./acknowledge.ts";
import { type Action, type MachineKind, type TransactionEvent, type TransactionState, tables } from "./tables.ts";
import { eachTimer, firstInterval, nextInterval, type TimerLetter } from "./timers.ts";

export interface Transaction {
  readonly kind: MachineKind;
  /** Its key (`key.ts`). */
  readonly id: string;
  readonly state: TransactionState;
  readonly request: SipRequestMessage;
  /** What goes out again: the request of a client and later its ACK, the last answer of a server; null before the first. */
  readonly sent: SipMessage | null;
  readonly timers: readonly Running[];
  readonly reliable: boolean;
}

/** A timer that runs, with its interval in virtual ms. */
export interface Running {
  readonly letter: TimerLetter;
  readonly interval: number;
}

export type TransactionOutput =
  /** To the transport. */
  | { readonly kind: "send"; readonly transaction: string; readonly message: SipMessage }
  /** To the user: a new request. */
  | { readonly kind: "request"; readonly transaction: string; readonly request: SipRequestMessage }
  | { readonly kind: "response"; readonly transaction: string; readonly response: SipResponseMessage }
  /** To the user: an ACK that acknowledges a 2xx, as far as a transaction can tell; null where it belongs to none. */
  | { readonly kind: "ack"; readonly transaction: string | null; readonly request: SipRequestMessage }
  /** To the user: no answer, no ACK, or nothing can be sent. */
  | { readonly kind: "failed"; readonly transaction: string; readonly cause: FailureCause }
  | { readonly kind: "ended"; readonly transaction: string }
  /** To the user: what it asked for cannot be done now. */
  | { readonly kind: "refused"; readonly reason: string };

export type FailureCause = "timeout" | "no ACK" | "transport error";

export interface TransactionCourse {
  readonly transaction: Transaction;
  readonly outputs: readonly TransactionOutput[];
  readonly timers: readonly TimerOrder[];
}

export function newTransaction(kind: MachineKind, id: string, request: SipRequestMessage, reliable: boolean): Transaction {
  return { kind, id, state: "initial", request, sent: null, timers: [], reliable };
}

/** @param message what the event brings; null for a timer or a transport error. @returns null where the table has no row */
export function happen(
  transaction: Transaction,
  event: TransactionEvent,
  message: SipMessage | null,
  timing: Timing,
): TransactionCourse | null {
  const row = tables[transaction.kind][transaction.state]?.[event];
  if (row === undefined) return null;
  const [next, ...actions] = row;
  const fired = transaction.timers.find(({ letter }) => timerEvents[letter] === event);
  const course: Course = {
    transaction,
    message,
    timing,
    interval: fired?.interval ?? 0,
    sent: transaction.sent,
    timers: fired === undefined ? transaction.timers : without(transaction.timers, fired.letter),
    outputs: [],
    orders: [],
  };
  for (const action of actions) act(course, action);
  const rows = tables[transaction.kind][next] ?? {};
  for (const { letter } of course.timers) if (rows[timerEvents[letter]] === undefined) stop(course, letter);
  if (next === "terminated") course.outputs.push({ kind: "ended", transaction: transaction.id });
  const { kind, id, request, reliable } = transaction;
  return {
    transaction: { kind, id, state: next, request, sent: course.sent, timers: course.timers, reliable },
    outputs: course.outputs,
    timers: course.orders,
  };
}

export const timerEvents = eachTimer((letter): TransactionEvent => `timer ${letter}`);

const timerActions: ReadonlyMap<Action, readonly ["start" | "again" | "stop", TimerLetter]> = new Map(
  Object.values(eachTimer((letter) => letter)).flatMap((letter) =>
    (["start", "again", "stop"] as const).map((verb) => [`${verb} ${letter}` as const, [verb, letter] as const] as const),
  ),
);

/** What one event does, while it is being worked out. */
interface Course {
  readonly transaction: Transaction;
  readonly message: SipMessage | null;
  readonly timing: Timing;
  /** Of the timer that has fired. */
  readonly interval: number;
  sent: SipMessage | null;
  /** In the order of their letters. */
  timers: readonly Running[];
  readonly outputs: TransactionOutput[];
  readonly orders: TimerOrder[];
}

function act(course: Course, action: Action): void {
  const { transaction, message, timing, interval } = course;
  const { request, reliable } = transaction;
  if (action === "send") send(course, message);
  else if (action === "resend") send(course, course.sent);
  else if (action === "say 100") send(course, responseTo(request, { status: 100 }, null));
  else if (action === "acknowledge") send(course, message?.kind === "response" ? acknowledgeFailure(request, message) : null);
  else if (action === "tell") tell(course, message);
  else if (action === "tell timeout") fail(course, "timeout");
  else if (action === "tell no ACK") fail(course, "no ACK");
  else if (action === "tell transport error") fail(course, "transport error");
  else if (action === "slow E") run(course, "E", timing.t2);
  else {
    const [verb, letter] = timerActions.get(action) ?? [];
    if (letter === undefined) return;
    if (verb === "start") run(course, letter, firstInterval(letter, timing, reliable));
    else if (verb === "again") run(course, letter, nextInterval(letter, timing, interval));
    else stop(course, letter);
  }
}

function fail(course: Course, cause: FailureCause): void {
  course.outputs.push({ kind: "failed", transaction: course.transaction.id, cause });
}

function send(course: Course, message: SipMessage | null): void {
  course.sent = message;
  if (message !== null) course.outputs.push({ kind: "send", transaction: course.transaction.id, message });
}

function tell(course: Course, message: SipMessage | null): void {
  const transaction = course.transaction.id;
  if (message?.kind === "response") course.outputs.push({ kind: "response", transaction, response: message });
  else if (message !== null && message.method === "ACK") course.outputs.push({ kind: "ack", transaction, request: message });
  else if (message !== null) course.outputs.push({ kind: "request", transaction, request: message });
}

function run(course: Course, letter: TimerLetter, after: number | null): void {
  if (after === null) return;
  const others = without(course.timers, letter);
  const running = { letter, interval: after };
  course.timers = others.length === 0 ? [running] : [...others, running].sort(byLetter);
  course.orders.push({ name: timerName(letter, course.transaction.id), after });
}

function stop(course: Course, letter: TimerLetter): void {
  const left = without(course.timers, letter);
  if (left.length === course.timers.length) return;
  course.timers = left;
  course.orders.push({ name: timerName(letter, course.transaction.id), after: null });
}

function without(timers: readonly Running[], letter: TimerLetter): readonly Running[] {
  return timers.some((one) => one.letter === letter) ? timers.filter((one) => one.letter !== letter) : timers;
}

const byLetter = (one: Running, other: Running): number => (one.letter < other.letter ? -1 : 1);
