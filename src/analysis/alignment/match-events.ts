import type { Flow } from "../../model/flow.ts";
import type { Trace, TraceEvent, TraceMessage } from "../../model/trace.ts";
import { type CausalEvent, causalOrderOf } from "../causal-order.ts";
import { flowHash } from "../flow-hash.ts";
import { groupBy } from "../group-by.ts";
import { isSip, type LocalEvent } from "../local-view.ts";
import { unfold } from "../unfold.ts";
import { commonSubsequence } from "./common-subsequence.ts";
import { actorOf, contentKey, elementKey, expectedContentKey, expectedElementKey, traceKind } from "./event-keys.ts";
import { refusalsIn } from "./transactions.ts";

/** A trace, or something like it from somewhere else. */
export interface AlignableTrace {
  /** Where the hash is not that of the flow, its elements are others. */
  readonly header: Pick<Trace["header"], "hash">;
  readonly events: readonly TraceEvent[];
  /** Ids of the participants between whom it records messages; default: all. */
  readonly among?: ReadonlySet<string>;
}

/** Which event of a trace is which event of a flow. */
export interface Matching {
  /** What the flow has and the trace could have recorded. */
  readonly expected: readonly CausalEvent[];
  /** What the trace has once the flow has begun; participants by their ids in the flow. */
  readonly actual: readonly TraceEvent[];
  /** Index among `actual`, by the index of the causal event. */
  readonly found: ReadonlyMap<number, number>;
  /** Where a message is said again: the index of where it was said first, by the index of the repetition. */
  readonly again: ReadonlyMap<number, number>;
  /** Index among `actual` of what is sent, by that of its arrival. */
  readonly sentAt: ReadonlyMap<number, number>;
  /** Index among `actual` of the refusal that an ACK acknowledges; null for anything else. */
  readonly refusalOf: (event: TraceEvent) => number | null;
}

/**
 * Matches participant by participant: what one sees is in order, what different ones do at the same time is in none. A trace of this very
 * flow is matched by the elements it names, any other by what can be seen of its messages.
 */
export function matchEvents(trace: AlignableTrace, flow: Flow): Matching {
  const hasElements = trace.events.some(({ hop }) => hop !== null);
  const isOwn = hasElements && trace.header.hash === flowHash(flow);
  const actual = trace.events.filter(({ phase }) => phase === "flow").map(byIdsOf(flow));
  const again = repetitionsIn(actual);
  // What names no element comes from somewhere else, where perhaps nobody writes down decisions, or each message only once.
  const recorded = hasElements ? null : new Set(actual.map(({ event, message }) => recordOf(event, message?.kind)));
  const isAmong = (id: string) => trace.among === undefined || trace.among.has(id);
  const expected = causalOrderOf(flow).events.filter(
    ({ participant, local }) =>
      (recorded === null || recorded.has(expectedRecordOf(local))) &&
      isAmong(participant) &&
      (local.message === null || isAmong(local.peer)),
  );
  const refusalOf = refusalsIn(actual);
  const refused = refusedIn(flow);
  // The ACK of a refusal is that of no other answer, whatever element the trace takes it for.
  const keyOf = (event: TraceEvent) => `${(isOwn ? elementKey : contentKey)(event)}${refusalOf(event) === null ? "" : REFUSED}`;
  const expectedKeyOf = (event: CausalEvent) =>
    `${(isOwn ? expectedElementKey : expectedContentKey)(event)}${refused.has(event.local.message?.id ?? "") ? REFUSED : ""}`;
  const found = new Map<number, number>();
  const fresh = [...actual.entries()].filter(([at]) => !again.has(at));
  const freshOf = groupBy(fresh, ([, event]) => actorOf(event));
  for (const [participant, wanted] of groupBy(expected, (event) => event.participant)) {
    const own = freshOf.get(participant) ?? [];
    const keys = own.map(([, event]) => keyOf(event));
    for (const [one, other] of paired(wanted.map(expectedKeyOf), keys)) {
      const [event, entry] = [wanted[one], own[other]];
      if (event !== undefined && entry !== undefined) found.set(event.index, entry[0]);
    }
  }
  const sentAt = sendsOf(actual);
  return { expected, actual, found: isOwn ? found : withReceptions(found, expected, actual, sentAt), again, sentAt, refusalOf };
}

const REFUSED = "|refused";

/** What somebody who writes things down writes down, or does not: "condition", "send sip". */
function recordOf(event: TraceEvent["event"], message: TraceMessage["kind"] | undefined): string {
  return message === undefined ? event : `${event} ${message}`;
}

function expectedRecordOf(local: LocalEvent): string {
  const { message } = local;
  return recordOf(traceKind(local), message === null ? undefined : isSip(message) ? "sip" : "named-signal");
}

/** Ids of the ACKs that acknowledge a refusal: the last final answer before them. */
function refusedIn(flow: Flow): ReadonlySet<string> {
  const last = new Map<string, number>();
  const refused = new Set<string>();
  for (const { message } of unfold(flow).messages.values()) {
    const { id, role, signal, answers } = message;
    if (answers === null) continue;
    if (role === "ack" && (last.get(answers) ?? 0) >= 300) refused.add(id);
    else if (signal.kind === "sip-response") last.set(answers, signal.status);
  }
  return refused;
}

/** A trace from somewhere else may call participants by their names. */
function byIdsOf({ participants }: Flow): (event: TraceEvent) => TraceEvent {
  const ids = new Map(participants.map(({ name, id }) => [name, id]));
  for (const { id } of participants) ids.set(id, id);
  const idOf = (name: string) => ids.get(name) ?? name;
  return (event) => ({ ...event, from: idOf(event.from), to: idOf(event.to) });
}

/** SIP says again what it said before in the same words; it never says anything new in them (RFC 3261 §8.1.1.7). */
function repetitionsIn(actual: readonly TraceEvent[]): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const again = new Map<number, number>();
  for (const [at, { event, from, to, message }] of actual.entries()) {
    if (message?.kind !== "sip") continue;
    const words = `${event}|${from}|${to}|${message.raw}`;
    const before = first.get(words);
    if (before === undefined) first.set(words, at);
    else again.set(at, before);
  }
  return again;
}

/** Which send arrives in a reception: what the trace says, else the first of the same words that has not arrived yet. */
function sendsOf(actual: readonly TraceEvent[]): ReadonlyMap<number, number> {
  const atNumber = new Map(actual.flatMap(({ n, event }, at) => (event === "send" ? [[n, at] as const] : [])));
  const flying = new Map<string, number[]>();
  const sentAt = new Map<number, number>();
  for (const [at, { event, from, to, message, cause }] of actual.entries()) {
    if (message === null || (event !== "send" && event !== "receive")) continue;
    const words = `${from}|${to}|${message.kind === "sip" ? message.raw : JSON.stringify(message)}`;
    const same = flying.get(words) ?? [];
    flying.set(words, same);
    if (event === "send") {
      same.push(at);
      continue;
    }
    const sent = cause === null ? same.shift() : atNumber.get(cause);
    if (sent !== undefined) sentAt.set(at, sent);
  }
  return sentAt;
}

/** What both have in common in order, then what is in both at all. */
function paired(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const common = commonSubsequence(a, b);
  if (common.length === a.length || common.length === b.length) return common;
  const [taken, takenOther] = [new Set(common.map(([one]) => one)), new Set(common.map(([, other]) => other))];
  const left = new Map(
    [...groupBy(b.keys(), (other) => b[other])].map(([key, all]) => [key, all.filter((other) => !takenOther.has(other))]),
  );
  const moved = a.flatMap((key, one) => {
    const other = taken.has(one) ? undefined : left.get(key)?.shift();
    return other === undefined ? [] : [[one, other] as const];
  });
  return [...common, ...moved];
}

/** A reception belongs to its send where the trace tells which that is, also where others look the same. */
function withReceptions(
  found: ReadonlyMap<number, number>,
  expected: readonly CausalEvent[],
  actual: readonly TraceEvent[],
  sentAt: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const receptionOf = new Map(
    expected.flatMap((event) => (event.local.kind === "receive" && event.source !== null ? [[event.source, event] as const] : [])),
  );
  const sendAt = new Map(expected.flatMap(({ index, local }) => (local.kind === "send" ? [[found.get(index), index] as const] : [])));
  const settled = new Map(
    expected.flatMap(({ index, local }) => {
      const at = found.get(index);
      return local.kind !== "receive" && at !== undefined ? [[index, at] as const] : [];
    }),
  );
  const told = new Set<number>();
  for (const [at, sent] of sentAt) {
    const [reception, event] = [receptionOf.get(sendAt.get(sent) ?? -1), actual[at]];
    if (reception === undefined || event === undefined || settled.has(reception.index)) continue;
    if (expectedContentKey(reception) !== contentKey(event)) continue;
    settled.set(reception.index, at);
    told.add(at);
  }
  for (const [index, at] of found) if (!settled.has(index) && !told.has(at)) settled.set(index, at);
  return settled;
}
