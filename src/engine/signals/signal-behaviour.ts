import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { NamedSignal } from "../../model/trace.ts";
import type { Behaviour, Input, Output, Reaction } from "../behaviour.ts";
import { advance } from "./advance.ts";
import { hasBit, withBit } from "./bits.ts";
import { type Match, match } from "./match.ts";
import { relay } from "./relay.ts";
import { remainders } from "./remainders.ts";
import { beginState, type SignalState } from "./state.ts";
import { answered, closed, opened } from "./transactions.ts";
import { release } from "./turns.ts";
import { who } from "./wording.ts";

/** Named signals with typed fields: ends act in the order of their view, relays pass on, answers go back the way the request came. */
export const signalBehaviour: Behaviour<SignalState> = { begin: beginState, react, remainders };

function react(state: SignalState, input: Input): Reaction<SignalState> {
  switch (input.kind) {
    case "start":
      return advance({ ...state, front: [...state.front, ...state.view.roots[input.phase]] });
    case "timer":
      return advance({ ...state, expired: [...state.expired, input.name] });
    case "arrival":
      switch (input.message.kind) {
        case "named-signal":
          return arrive(state, input.from, input.message);
      }
  }
}

function arrive(state: SignalState, from: string, message: NamedSignal): Reaction<SignalState> {
  const found = match(state, from, message);
  const event = found.event === null ? undefined : state.view.events[found.event];
  if (event === undefined) return { state, outputs: [stray(state, found, from, message)], timers: [] };
  const arrived: SignalState = { ...state, arrived: withBit(state.arrived, event.index) };
  const accept: Output = { kind: "accept", event: event.index };
  if (event.role === "end") {
    const course = advance(take(arrived, found, event, from, message));
    return { ...course, outputs: [accept, ...course.outputs] };
  }
  const passed = relay(arrived, found, event, from, message);
  const course = advance(settle(passed.state, event));
  return { ...course, outputs: [accept, passed.output, ...course.outputs] };
}

/** An end that waits for what it has learnt as a relay may go on. */
function settle(state: SignalState, { index, pair }: LocalEvent): SignalState {
  const both = pair === null ? [index] : [index, pair];
  return both.filter((one) => hasBit(state.done, one)).reduce(release, state);
}

/** An end receives: a request opens a transaction, a final answer or an ACK ends one. */
function take(state: SignalState, { transaction }: Match, event: LocalEvent, from: string, message: NamedSignal): SignalState {
  switch (message.role) {
    case "one-way":
      return state;
    case "request":
      return opened(state, event, message, { role: "server", upstream: from, downstream: state.view.participant });
    case "reply":
      return transaction === null ? state : answered(state, transaction, message);
    case "ack":
      return transaction === null || transaction.role === "relay" ? state : closed(state, transaction);
  }
}

function stray(state: SignalState, { transaction }: Match, from: string, { name, role }: NamedSignal): Output {
  const isAlone = transaction === null && (role === "reply" || role === "ack");
  const why = isAlone ? "which belongs to no request that it has open" : "which the flow does not send it";
  const reason = `${who(state, state.view.participant)} receives ${quotedMessage(name)} from ${who(state, from)}, ${why}`;
  return { kind: "fail", event: null, reason, lacks: null };
}
