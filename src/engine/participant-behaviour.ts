import type { LocalEvent } from "../analysis/local-view.ts";
import { quotedMessage } from "../model/nouns.ts";
import type { NamedSignal } from "../model/trace.ts";
import type { Behaviour, Input, Output, Reaction } from "./behaviour.ts";
import { advance } from "./signals/advance.ts";
import { arriveAgain } from "./signals/arrive-again.ts";
import { hasBit, withBit } from "./signals/bits.ts";
import { type Match, match } from "./signals/match.ts";
import { relay } from "./signals/relay.ts";
import { remainders } from "./signals/remainders.ts";
import { beginState, type SignalState } from "./signals/state.ts";
import { answered, closed, opened } from "./signals/transactions.ts";
import { release } from "./signals/turns.ts";
import { configuredValues, learntFrom } from "./signals/values.ts";
import { who } from "./signals/wording.ts";
import { arriveSip } from "./sip/arrive-sip.ts";
import { timerOf } from "./sip/emit.ts";
import { identitiesOf } from "./sip/identities.ts";
import { onSipTimer } from "./sip/on-sip-timer.ts";
import { newSecurity, newSubscriber, type Subscriber, type Upset } from "./sip/security.ts";
import { newStack } from "./sip/stack.ts";
import { learning } from "./sip/vectors.ts";

/**
 * Ends act in the order of their view and relays pass on. What is SIP goes through a SIP stack; what the source leaves abstract are
 * named signals with typed fields, whose answers go back the way the request came.
 *
 * @param upsets by participant
 */
export function participantBehaviour(upsets: { readonly [participant: string]: Upset } = {}): Behaviour<SignalState> {
  let subscriber: Subscriber | null = null;
  return {
    begin(view, seed) {
      subscriber ??= newSubscriber(seed);
      const upset = upsets[view.participant];
      const values = configuredValues(view, identitiesOf, upset?.identities);
      return beginState(view, newStack(view, seed, newSecurity(subscriber, upset), upset?.staysOut), values);
    },
    react,
    isOver: ({ view, done }, phase) => view.events.every((event) => event.phase !== phase || hasBit(done, event.index)),
    remainders,
  };
}

function react(state: SignalState, input: Input): Reaction<SignalState> {
  switch (input.kind) {
    case "start":
      return advance({ ...state, front: [...state.front, ...state.view.roots[input.phase]] });
    case "timer": {
      const timer = timerOf(input.name);
      return timer === null ? advance({ ...state, expired: [...state.expired, input.name] }) : onSipTimer(state, timer);
    }
    case "arrival":
      switch (input.message.kind) {
        case "named-signal":
          return arrive(state, input.from, input.message);
        case "sip":
          return arriveSip(state, input.from, input.message);
      }
  }
}

function arrive(state: SignalState, from: string, message: NamedSignal): Reaction<SignalState> {
  const found = match(state, from, message);
  const event = found.event === null ? undefined : state.view.events[found.event];
  if (event === undefined) return arriveAgain(state, from, message) ?? { state, outputs: [stray(state, found, from, message)], timers: [] };
  const arrived: SignalState = { ...state, arrived: withBit(state.arrived, event.index) };
  const accept: Output = { kind: "accept", event: event.index };
  if (event.role === "end") {
    const { state: knows, wrong } = learntFrom(message, arrived);
    if (wrong !== null) {
      const reason = `${who(state, state.view.participant)} ${wrong}`;
      return { state, outputs: [accept, { kind: "fail", event: event.index, reason, lacks: null }], timers: [] };
    }
    const course = advance(take(knows, found, event, from, message));
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
function take(begin: SignalState, { transaction }: Match, event: LocalEvent, from: string, message: NamedSignal): SignalState {
  const state = learning(message.payloads, begin);
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
