import type { LocalEvent } from "../../analysis/local-view.ts";
import type { NamedSignal } from "../../model/trace.ts";
import type { Output } from "../behaviour.ts";
import { withBit } from "./bits.ts";
import type { Match } from "./match.ts";
import type { SignalState } from "./state.ts";
import { answered, closed, opened } from "./transactions.ts";
import { what, who } from "./wording.ts";

interface Passed {
  readonly state: SignalState;
  readonly output: Output;
}

/** Where a message goes on, what it looks like then, and by which rule. */
interface Onward {
  readonly to: string;
  readonly message: NamedSignal;
  readonly rule: string;
}

/**
 * A relay passes on what it receives: a request where its routing leads, an answer back along the recorded path, an ACK after its
 * request. Where the view has it go elsewhere, the view is wrong.
 */
export function relay(state: SignalState, { transaction }: Match, reception: LocalEvent, from: string, message: NamedSignal): Passed {
  const { view } = state;
  const sending = reception.pair === null ? null : (view.events[reception.pair] ?? null);
  const received: SignalState = { ...state, done: withBit(state.done, reception.index) };
  const self = who(state, view.participant);
  const fail = (reason: string): Passed => ({
    state: received,
    output: { kind: "fail", event: sending?.index ?? reception.index, reason: `${self} ${reason}` },
  });

  const onward = onwardFrom(state, { transaction }, reception, message);
  if (typeof onward === "string") return fail(onward);
  const { to, rule } = onward;
  if (sending === null) return fail(`passes ${what(message.name)} on to ${who(state, to)}, ${rule}, but the flow has no such hop`);
  if (sending.index < reception.index) return fail(`is to pass on ${what(message.name)} before it has received it`);
  if (sending.peer !== to)
    return fail(`passes ${what(message.name)} on to ${who(state, to)}, ${rule}, but the flow has it go to ${who(state, sending.peer)}`);

  const kept = remember(received, { transaction }, reception, from, message, to);
  return {
    state: { ...kept, done: withBit(kept.done, sending.index) },
    output: { kind: "send", event: sending.index, to, message: onward.message },
  };
}

/** @returns a predicate where the message cannot go on */
function onwardFrom(
  { view }: SignalState,
  { transaction }: Pick<Match, "transaction">,
  { next }: LocalEvent,
  message: NamedSignal,
): Onward | string {
  const self = view.participant;
  const further: NamedSignal = { ...message, via: [self, ...message.via] };
  switch (message.role) {
    case "request":
    case "one-way":
      if (next === null) return `receives ${what(message.name)}, whose path does not lead on from there`;
      return { to: next, message: further, rule: "where its path leads" };
    case "reply": {
      const [top, back] = message.via;
      if (top !== self || back === undefined) return `receives ${what(message.name)}, whose request has not come through it`;
      return { to: back, message: { ...message, via: message.via.slice(1) }, rule: "from where the request came" };
    }
    case "ack":
      if (transaction === null) return `receives ${what(message.name)}, but has passed on no request that it belongs to`;
      return { to: transaction.downstream, message: further, rule: "where the request went" };
  }
}

function remember(
  state: SignalState,
  { transaction }: Pick<Match, "transaction">,
  reception: LocalEvent,
  upstream: string,
  message: NamedSignal,
  downstream: string,
): SignalState {
  switch (message.role) {
    case "request":
      return opened(state, reception, message, { role: "relay", upstream, downstream });
    case "one-way":
      return state;
    case "reply":
      return transaction === null ? state : answered(state, transaction, message);
    case "ack":
      return transaction === null ? state : closed(state, transaction);
  }
}
