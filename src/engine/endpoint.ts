import type { LocalEvent } from "../analysis/local-view.ts";
import type { Message } from "../model/message.ts";
import type { NamedSignal, TraceMessage } from "../model/trace.ts";
import type { Output, TimerOrder } from "./behaviour.ts";
import { hasBit } from "./bits.ts";
import { nameIn } from "./relay.ts";
import type { SignalState, Transaction } from "./signal-state.ts";
import { answered, closed, isInvite, openTransaction, transactionOf } from "./transactions.ts";
import { finish } from "./turns.ts";

/** What an end has done: outputs and timers in order, the state after them. */
export interface Course {
  readonly state: SignalState;
  readonly outputs: readonly Output[];
  readonly timers: readonly TimerOrder[];
}

/** Does everything whose turn it is, until the end has to wait. */
export function advance(begin: SignalState): Course {
  let state = begin;
  const outputs: Output[] = [];
  const timers: TimerOrder[] = [];
  for (let at = 0; at < state.front.length; ) {
    const event = state.view.events[state.front[at] ?? -1];
    if (event === undefined || !isReady(event, state)) {
      at += 1;
      continue;
    }
    const wrong = event.unlearnt[0] === undefined ? null : unlearntReason(event, state);
    const next = wrong === null ? perform(event, state) : { state, outputs: [fail(event, wrong)], timers: [] };
    outputs.push(...next.outputs);
    timers.push(...next.timers);
    const failed = next.outputs.some((output) => output.kind === "fail");
    // Who cannot do what its view says does nothing after it.
    state = failed ? { ...next.state, front: next.state.front.filter((index) => index !== event.index) } : finish(next.state, event.index);
    at = 0;
  }
  return { state, outputs, timers };
}

function isReady(event: LocalEvent, state: SignalState): boolean {
  switch (event.kind) {
    case "receive":
      return hasBit(state.arrived, event.index);
    case "expiry":
      return state.expired.includes(event.timer?.name ?? "");
    case "send":
    case "act":
    case "condition":
    case "start-timer":
    case "stop-timer":
      return true;
  }
}

function perform(event: LocalEvent, state: SignalState): Course {
  const nothing = { state, outputs: [], timers: [] };
  switch (event.kind) {
    case "receive":
      return nothing;
    case "act":
    case "condition":
      return { ...nothing, outputs: [{ kind: "act", event: event.index }] };
    case "expiry": {
      const expired = state.expired.filter((name) => name !== event.timer?.name);
      return { state: { ...state, expired }, outputs: [{ kind: "act", event: event.index }], timers: [] };
    }
    case "start-timer":
    case "stop-timer": {
      const after = event.kind === "start-timer" ? (event.timer?.duration ?? 0) : null;
      return { state, outputs: [{ kind: "act", event: event.index }], timers: [{ name: event.timer?.name ?? "", after }] };
    }
    case "send":
      return send(event, state);
  }
}

function send(event: LocalEvent, state: SignalState): Course {
  const { message } = event;
  if (message === null)
    return {
      state,
      outputs: [fail(event, `${nameIn(state, state.view.participant)} sends a message that the flow does not define`)],
      timers: [],
    };
  switch (message.role) {
    case "request":
    case "one-way":
      return sendNew(event, message, state);
    case "reply":
      return sendReply(event, message, state);
    case "ack":
      return sendAck(event, message, state);
  }
}

function sendNew(event: LocalEvent, message: Message, state: SignalState): Course {
  const self = state.view.participant;
  const id = `${self}-${state.made + 1}`;
  const counted: SignalState = { ...state, made: state.made + 1 };
  const transaction: Transaction = {
    id,
    request: message.id,
    role: "client",
    opened: event.index,
    via: [],
    upstream: self,
    downstream: event.peer,
    state: "calling",
    invite: isInvite(message.signal),
  };
  const opened = message.role === "request" ? openTransaction(counted, transaction) : counted;
  return sent(event, opened, event.peer, onWire(message, id, [self]));
}

/** An answer goes back along the recorded path, whatever the view says; where the two differ, the view is wrong. */
function sendReply(event: LocalEvent, message: Message, state: SignalState): Course {
  const self = nameIn(state, state.view.participant);
  const transaction = transactionOf(state, message.answers, ["server", "relay"]);
  const request = nameOfRequest(state, message);
  const wrong = (reason: string): Course => ({ state, outputs: [fail(event, reason)], timers: [] });
  const isOver = transaction === undefined ? received(state, message) : transaction.state === "answered";
  if (isOver) return wrong(`${self} is to answer ${request} with ${message.name}, but has already given a final answer`);
  if (transaction === undefined) return wrong(`${self} is to answer ${request} with ${message.name}, but has not received it`);
  const [to] = transaction.via;
  if (to === undefined || to !== event.peer) {
    return wrong(
      `${self} answers ${request} towards ${nameIn(state, to ?? "")}, from where it came, but the flow has ${message.name} sent to ${nameIn(state, event.peer)}`,
    );
  }
  return sent(event, answered(state, transaction, message.signal), to, onWire(message, transaction.id, transaction.via));
}

function sendAck(event: LocalEvent, message: Message, state: SignalState): Course {
  const self = state.view.participant;
  const transaction = transactionOf(state, message.answers, ["client", "relay"]);
  const wrong = (reason: string): Course => ({
    state,
    outputs: [fail(event, `${nameIn(state, self)} is to acknowledge ${nameOfRequest(state, message)}, but ${reason}`)],
    timers: [],
  });
  if (transaction === undefined) return wrong("has no such request open");
  if (transaction.state !== "answered") return wrong("has received no final answer to it");
  if (transaction.downstream !== event.peer)
    return wrong(`its request went by ${nameIn(state, transaction.downstream)}, not by ${nameIn(state, event.peer)}`);
  const left = transaction.role === "client" ? closed(state, transaction) : state;
  return sent(event, left, event.peer, onWire(message, transaction.id, [self]));
}

function sent(event: LocalEvent, state: SignalState, to: string, message: TraceMessage): Course {
  return { state, outputs: [{ kind: "send", event: event.index, to, message }], timers: [] };
}

function onWire({ name, role, signal, carries }: Message, transaction: string, via: readonly string[]): NamedSignal {
  return { kind: "named-signal", name, role, transaction, via, signal, carries: carries.map(({ item }) => item) };
}

function fail(event: LocalEvent, reason: string): Output {
  return { kind: "fail", event: event.index, reason };
}

function nameOfRequest(state: SignalState, message: Message): string {
  const request = state.view.events.find((event) => event.message?.id === message.answers)?.message;
  return request?.name ?? "a request that it never gets";
}

function received(state: SignalState, message: Message): boolean {
  return state.view.events.some(
    (event) => event.kind === "receive" && event.message?.id === message.answers && hasBit(state.done, event.index),
  );
}

function unlearntReason(event: LocalEvent, state: SignalState): string {
  const what = event.unlearnt[0];
  const self = nameIn(state, state.view.participant);
  const does = event.message === null ? "acts" : `sends ${event.message.name}`;
  return what === undefined
    ? ""
    : `${self} ${does} upon ${what.name}, which it ${what.later === null ? "never learns" : "learns only later"}`;
}
