import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { NamedSignal } from "../../model/trace.ts";
import type { Output } from "../behaviour.ts";
import { withBit } from "./bits.ts";
import type { Match } from "./match.ts";
import type { SignalState } from "./state.ts";
import { answered, closed, opened } from "./transactions.ts";
import { who } from "./wording.ts";

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
  const onward = onwardFrom(state, { transaction }, reception, message);
  const wrong = typeof onward === "string" ? onward : objection(state, onward, reception, sending);
  const received: SignalState = { ...state, done: withBit(state.done, reception.index) };
  const to = typeof onward === "string" ? view.participant : onward.to;
  const kept = remember(received, { transaction }, reception, from, message, to);
  if (typeof onward === "string" || wrong !== null || sending === null) {
    const reason = `${who(state, view.participant)} ${wrong}`;
    return { state: kept, output: { kind: "fail", event: sending?.index ?? reception.index, reason, lacks: null } };
  }
  return {
    state: { ...kept, done: withBit(kept.done, sending.index) },
    output: { kind: "send", event: sending.index, to, message: onward.message },
  };
}

/** A predicate that says why the view does not allow what the protocol does; null where it does. */
function objection(state: SignalState, { to, rule, message }: Onward, reception: LocalEvent, sending: LocalEvent | null): string | null {
  const passes = `passes ${quotedMessage(message.name)} on to ${who(state, to)}, ${rule}`;
  if (sending === null) return `${passes}, but the flow has no such hop`;
  if (sending.index < reception.index) return `is to pass on ${quotedMessage(message.name)} before it has received it`;
  return sending.peer === to ? null : `${passes}, but the flow has it go to ${who(state, sending.peer)}`;
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
      if (next === null) return `receives ${quotedMessage(message.name)}, whose path does not lead on from there`;
      return { to: next, message: further, rule: "where its path leads" };
    case "reply": {
      const [top, back] = message.via;
      if (top !== self || back === undefined) return `receives ${quotedMessage(message.name)}, whose request has not come through it`;
      return { to: back, message: { ...message, via: message.via.slice(1) }, rule: "from where the request came" };
    }
    case "ack":
      if (transaction === null) return `receives ${quotedMessage(message.name)}, but has passed on no request that it belongs to`;
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
