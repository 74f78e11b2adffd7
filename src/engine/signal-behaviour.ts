import type { LocalEvent } from "../analysis/local-view.ts";
import type { TraceMessage } from "../model/trace.ts";
import type { Accountable, Input, Output, Reaction } from "./behaviour.ts";
import { hasBit, withBit } from "./bits.ts";
import { advance } from "./endpoint.ts";
import { type Match, match } from "./match.ts";
import { nameIn, relay } from "./relay.ts";
import { remainders } from "./remainders.ts";
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
