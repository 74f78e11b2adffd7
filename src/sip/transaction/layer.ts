import { type Entries, entryOf, noEntries, withEntry, withoutEntry } from "../entries.ts";
import { tagOf, topViaOf } from "../fields.ts";
import type { SipMessage, SipRequestMessage, SipResponseMessage } from "../message.ts";
import { readTimerName, type TimerOrder, type Timing, timerName } from "../timing.ts";
import { clientKey, isReliable, serverKey } from "./key.ts";
import { eventOf, type TransactionEvent } from "./tables.ts";
import type { TimerLetter } from "./timers.ts";
import { happen, newTransaction, type Transaction, type TransactionCourse, type TransactionOutput, timerEvents } from "./transaction.ts";

/** The transactions that somebody has open (RFC 3261 §17). One that has ended is not among them. */
export interface Transactions {
  readonly kind: "transactions";
  readonly timing: Timing;
  readonly open: Entries<Transaction>;
}

export interface TransactionsCourse {
  readonly transactions: Transactions;
  readonly outputs: readonly TransactionOutput[];
  readonly timers: readonly TimerOrder[];
}

export function noTransactions(timing: Timing): Transactions {
  return { kind: "transactions", timing, open: noEntries };
}

/** A message arrives. A response that belongs to nothing is dropped (RFC 6026 §7.2, §7.3). */
export function receive(transactions: Transactions, message: SipMessage): TransactionsCourse {
  return message.kind === "response" ? receiveResponse(transactions, message) : receiveRequest(transactions, message);
}

/** Whether a message belongs to a transaction of these, for somebody who has several layers. */
export function owns(transactions: Transactions, message: SipMessage): boolean {
  const key = message.kind === "response" ? clientKey(message) : serverKey(message);
  return key !== null && entryOf(transactions.open, key) !== undefined;
}

/** The user sends a request other than an ACK. */
export function openClient(transactions: Transactions, request: SipRequestMessage): TransactionsCourse {
  const key = clientKey(request);
  const via = topViaOf(request);
  if (key === null || via === null) return refused(transactions, "a request needs a Via with a branch and a CSeq (RFC 3261 §8.1.1)");
  if (entryOf(transactions.open, key) !== undefined)
    return refused(transactions, "the branch is that of another request (RFC 3261 §8.1.1.7)");
  const kind = request.method === "INVITE" ? "INVITE client" : "client";
  return settled(transactions, happen(newTransaction(kind, key, request, isReliable(via)), "request", request, transactions.timing));
}

/** The user answers. @param id of the server transaction */
export function respond(transactions: Transactions, id: string, response: SipResponseMessage): TransactionsCourse {
  const open = entryOf(transactions.open, id);
  if (open === undefined) return refused(transactions, "the transaction has ended (RFC 3261 §17.2)");
  const course = happen(open, eventOf(response.status), response, transactions.timing);
  return course === null
    ? refused(transactions, `no ${response.status} after what has been answered (RFC 3261 §17.2, state ${open.state})`)
    : settled(transactions, course);
}

/** A timer fires. One that has been stopped since does nothing. */
export function fire(transactions: Transactions, name: string): TransactionsCourse {
  const read = readTimerName(name);
  const open = read === null ? undefined : entryOf(transactions.open, read.owner);
  const letter = read?.timer as TimerLetter | undefined;
  if (open === undefined || letter === undefined || !open.timers.some((running) => running.letter === letter))
    return unchanged(transactions);
  return settled(transactions, happen(open, timerEvents[letter], null, transactions.timing));
}

/** What the transaction has sent cannot be delivered (RFC 3261 §17.1.4, §17.2.4). */
export function failTransport(transactions: Transactions, id: string): TransactionsCourse {
  const open = entryOf(transactions.open, id);
  return open === undefined ? unchanged(transactions) : settled(transactions, happen(open, "transport error", null, transactions.timing));
}

/** The user gives a transaction up (RFC 3261 §9.1). */
export function destroy(transactions: Transactions, id: string): TransactionsCourse {
  const destroyed = entryOf(transactions.open, id);
  if (destroyed === undefined) return unchanged(transactions);
  const timers = destroyed.timers.map(({ letter }): TimerOrder => ({ name: timerName(letter, id), after: null }));
  return {
    transactions: { ...transactions, open: withoutEntry(transactions.open, id) },
    outputs: [{ kind: "ended", transaction: id }],
    timers,
  };
}

function receiveResponse(transactions: Transactions, response: SipResponseMessage): TransactionsCourse {
  const key = clientKey(response);
  const open = key === null ? undefined : entryOf(transactions.open, key);
  return open === undefined
    ? unchanged(transactions)
    : settled(transactions, happen(open, eventOf(response.status), response, transactions.timing));
}

function receiveRequest(transactions: Transactions, request: SipRequestMessage): TransactionsCourse {
  const key = serverKey(request);
  const via = topViaOf(request);
  if (key === null || via === null) return unchanged(transactions);
  const open = entryOf(transactions.open, key);
  if (request.method === "ACK") {
    if (open === undefined || !acknowledges(open, request))
      return { ...unchanged(transactions), outputs: [{ kind: "ack", transaction: null, request }] };
    return settled(transactions, happen(open, "ACK", request, transactions.timing));
  }
  const event: TransactionEvent = "request";
  if (open !== undefined) return settled(transactions, happen(open, event, request, transactions.timing));
  const kind = request.method === "INVITE" ? "INVITE server" : "server";
  return settled(transactions, happen(newTransaction(kind, key, request, isReliable(via)), event, request, transactions.timing));
}

/** RFC 3261 §17.2.3: what a branch does not tell apart, the To tag of the answer does. */
function acknowledges({ sent }: Transaction, ack: SipRequestMessage): boolean {
  return sent === null || tagOf(sent, "To") === tagOf(ack, "To");
}

function settled(transactions: Transactions, course: TransactionCourse | null): TransactionsCourse {
  if (course === null) return unchanged(transactions);
  const { transaction, outputs, timers } = course;
  const { id, state } = transaction;
  const open = state === "terminated" ? withoutEntry(transactions.open, id) : withEntry(transactions.open, id, transaction);
  return { transactions: { ...transactions, open }, outputs, timers };
}

function unchanged(transactions: Transactions): TransactionsCourse {
  return { transactions, outputs: [], timers: [] };
}

function refused(transactions: Transactions, reason: string): TransactionsCourse {
  return { transactions, outputs: [{ kind: "refused", reason }], timers: [] };
}
