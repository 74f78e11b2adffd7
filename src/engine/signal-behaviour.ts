import type { LocalEvent } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";
import type { Accountable, Input, Output, Reaction, Remainder } from "./behaviour.ts";
import { hasBit, withBit } from "./bits.ts";
import { advance } from "./endpoint.ts";
import { type Match, match } from "./match.ts";
import { nameIn, relay } from "./relay.ts";
import { beginState, type SignalState, type Transaction } from "./signal-state.ts";
import { closed, isFinalAnswer, isInvite, openTransaction } from "./transactions.ts";
import { release } from "./turns.ts";

/** Named signals with typed fields: ends act in the order of their view, relays pass on, answers go back the way the request came. */
export const signalBehaviour: Accountable<SignalState> = { name: "named-signals", begin: beginState, react, remainders };

function react(state: SignalState, input: Input): Reaction<SignalState> {
  switch (input.kind) {
    case "start":
      return advance({ ...state, front: [...state.front, ...state.view.roots[input.phase]] });
    case "timer":
      return advance({ ...state, expired: [...state.expired, input.name] });
    case "arrival":
      return arrive(state, input.from, input.message);
  }
}

function arrive(state: SignalState, from: string, message: TraceMessage): Reaction<SignalState> {
  const found = match(state, from, message);
  const event = found.event === null ? undefined : state.view.events[found.event];
  if (event === undefined) return { state: found.state, outputs: [stray(found, from, message)], timers: [] };
  const arrived: Match = { ...found, state: { ...found.state, arrived: withBit(found.state.arrived, event.index) } };
  const accept: Output = { kind: "accept", event: event.index };
  if (event.role === "relay") {
    const passed = relay(arrived, event, from, message);
    const course = advance(settle(event, passed.state));
    return { ...course, outputs: [accept, ...passed.outputs, ...course.outputs] };
  }
  const course = advance(take(arrived, event, from, message));
  return { ...course, outputs: [accept, ...course.outputs] };
}

/** Ends that wait for what a relay has learnt may go on. */
function settle(reception: LocalEvent, state: SignalState): SignalState {
  const both = [reception.index, ...(reception.pair === null ? [] : [reception.pair])].filter((index) => hasBit(state.done, index));
  return both.reduce(release, state);
}

/** An end receives: a request opens a transaction, a final answer or an ACK ends one. */
function take({ state, transaction }: Match, event: LocalEvent, from: string, message: TraceMessage): SignalState {
  switch (message.role) {
    case "one-way":
      return state;
    case "request":
      return openTransaction(state, {
        id: message.transaction,
        request: event.message?.id ?? "",
        role: "server",
        opened: event.index,
        via: message.via,
        upstream: from,
        downstream: state.view.participant,
        state: "calling",
        invite: isInvite(message.signal),
      });
    case "ack":
      return transaction === null || transaction.role === "relay" ? state : closed(state, transaction);
    case "reply": {
      if (transaction === null || !isFinalAnswer(message.signal)) return state;
      const open = state.open.map((one): Transaction => (one === transaction ? { ...one, state: "answered" } : one));
      return transaction.invite ? { ...state, open } : closed(state, transaction);
    }
  }
}

function stray({ state, transaction }: Match, from: string, message: TraceMessage): Output {
  const self = nameIn(state, state.view.participant);
  const what = `${self} receives ${message.name} from ${nameIn(state, from)}`;
  const why =
    (message.role === "reply" || message.role === "ack") && transaction === null
      ? "which belongs to no request it has open"
      : "which the flow does not send it";
  return { kind: "fail", event: null, reason: `${what}, ${why}` };
}

/** What is left open when nothing moves any more. */
function remainders(state: SignalState): readonly Remainder[] {
  const { view } = state;
  const self = nameIn(state, view.participant);
  const left: Remainder[] = [];
  for (const { role, request, opened, state: standing, invite } of state.open) {
    if (role === "relay") continue;
    const name = view.events[opened]?.message?.name ?? "a request";
    const expects = (kind: "reply" | "ack", event: LocalEvent["kind"]) =>
      view.events.some((one) => one.kind === event && one.message?.role === kind && one.message.answers === request);
    if (role === "client" && standing === "calling") {
      left.push({
        event: opened,
        reason: `nobody answers the ${name} of ${self}`,
        standing: expects("reply", "receive") ? "consequence" : "cause",
      });
    } else if (role === "server" && standing === "calling") {
      left.push({ event: opened, reason: `${self} does not answer ${name}`, standing: "consequence" });
    } else if (role === "server" && invite) {
      left.push({
        event: opened,
        reason: `the final answer of ${self} to ${name} is not acknowledged`,
        standing: expects("ack", "receive") ? "consequence" : "cause",
      });
    } else if (role === "client" && invite) {
      left.push({
        event: opened,
        reason: `${self} does not acknowledge the final answer to its ${name}`,
        standing: expects("ack", "send") ? "consequence" : "cause",
      });
    }
  }
  for (const index of state.front) {
    const event = view.events[index];
    if (event?.kind === "receive")
      left.push({
        event: index,
        reason: `${self} waits in vain for ${event.message?.name ?? "a message"} from ${nameIn(state, event.peer)}`,
        standing: "consequence",
      });
    if (event?.kind === "expiry")
      left.push({ event: index, reason: `${self} waits in vain for ${event.timer?.name ?? "a timer"}`, standing: "consequence" });
  }
  for (const event of view.events) {
    if (event.role !== "relay" || hasBit(state.done, event.index)) continue;
    const alone = event.kind === "send" && event.pair === null;
    const reason =
      event.kind === "send"
        ? `${self} is to pass on ${event.message?.name ?? "a message"}, which it has not received`
        : `${self} waits in vain for ${event.message?.name ?? "a message"} from ${nameIn(state, event.peer)}`;
    left.push({ event: event.index, reason, standing: alone ? "cause" : "consequence" });
  }
  return left;
}
