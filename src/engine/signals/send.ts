import { isSip, type LocalEvent, type LocalMessage } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { NamedSignal } from "../../model/trace.ts";
import { sendSip } from "../sip/send-sip.ts";
import { onWire } from "./on-wire.ts";
import { astray, noRequestFor, refused, type Sending } from "./sending.ts";
import type { SignalState } from "./state.ts";
import { answered, closed, opened, transactionOf } from "./transactions.ts";
import { contentsOf } from "./values.ts";

/** An end sends: a request where its routing leads, an answer back where the request came from, an ACK after its request. */
export function send(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  if (isSip(message)) return sendSip(event, message, state);
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

function sendNew(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const self = state.view.participant;
  const { next } = event;
  if (next === null) return refused(`is to send ${quotedMessage(message.name)}, whose path does not begin there`);
  if (next !== event.peer) return astray(event, message, next, "where its path leads", state);
  const made = state.made + 1;
  const contents = contentsOf(message, state);
  if ("lacking" in contents) return refused(`is to send ${quotedMessage(message.name)}, but ${contents.lacking}`);
  const signal = onWire(message, `${self}-${made}`, [self], contents.payloads);
  const counted: SignalState = { ...contents.state, made };
  if (message.role === "one-way") return sent(counted, event, next, signal);
  return sent(opened(counted, event, { ...signal, via: [] }, { role: "client", upstream: self, downstream: next }), event, next, signal);
}

/** An answer goes back along the recorded path. */
function sendReply(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const request = quotedMessage(message.answers?.name ?? "");
  const transaction = transactionOf(state, message.answers?.id ?? null, ["server", "relay"]);
  if (transaction === undefined) {
    return refused(`is to answer ${request} with ${quotedMessage(message.name)}, but ${noRequestFor(message, state)}`);
  }
  if (transaction.state === "answered")
    return refused(`is to answer ${request} with ${quotedMessage(message.name)}, but has already given a final answer`);
  const [to = ""] = transaction.via;
  if (to !== event.peer) return astray(event, message, to, `from where ${request} came`, state);
  const contents = contentsOf(message, state, transaction);
  if ("lacking" in contents) return refused(`is to answer ${request} with ${quotedMessage(message.name)}, but ${contents.lacking}`);
  return sent(
    answered(contents.state, transaction, message),
    event,
    to,
    onWire(message, transaction.id, transaction.via, contents.payloads),
  );
}

function sendAck(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const request = quotedMessage(message.answers?.name ?? "");
  const transaction = transactionOf(state, message.answers?.id ?? null, ["client", "relay"]);
  if (transaction === undefined)
    return refused(`is to send ${quotedMessage(message.name)}, but has no ${message.answers?.name ?? "request"} open`);
  if (transaction.state !== "answered")
    return refused(`is to send ${quotedMessage(message.name)}, but has received no final answer to ${request}`);
  const { downstream: to } = transaction;
  if (to !== event.peer) return astray(event, message, to, `where ${request} went`, state);
  const contents = contentsOf(message, state);
  if ("lacking" in contents) return refused(`is to send ${quotedMessage(message.name)}, but ${contents.lacking}`);
  const left = transaction.role === "client" ? closed(contents.state, transaction) : contents.state;
  return sent(left, event, to, onWire(message, transaction.id, [state.view.participant], contents.payloads));
}

function sent(state: SignalState, { index: event }: LocalEvent, to: string, message: NamedSignal): Sending {
  return { kind: "sent", state, output: { kind: "send", event, to, message }, more: [], timers: [] };
}
