import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { entryOf } from "../../sip/entries.ts";
import { tagOf } from "../../sip/fields.ts";
import { astray, refused, type Sending } from "../signals/sending.ts";
import type { SignalState, SipExchange } from "../signals/state.ts";
import { closed, opened, transactionOf } from "../signals/transactions.ts";
import { answerSip } from "./answer-sip.ts";
import { ask } from "./asking.ts";
import { draftRequest, itemsIn } from "./draft-request.ts";
import { bearerOf, markOf, sent } from "./emit.ts";
import { registered } from "./registration.ts";
import { conferenceFor, describe, withDescription } from "./session-description.ts";
import { legKey } from "./stack.ts";
import { talked } from "./talk.ts";

/** An end sends SIP: what the view decides goes to the stack, and where the stack sends it, it goes. */
export function sendSip(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  switch (message.role) {
    case "request":
    case "one-way":
      return sendRequest(event, message, state);
    case "reply":
      return answerSip(event, message, state);
    case "ack":
      return sendAck(event, message, state);
  }
}

function sendRequest(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const { signal } = message;
  if (event.next === null) return refused(`is to send ${quotedMessage(message.name)}, whose path does not begin there`);
  if (signal.kind !== "sip-request") return refused(`is to send ${quotedMessage(message.name)}, which is no request`);
  const asked = draftRequest(event, message, signal, state);
  if ("refused" in asked) return refused(`is to send ${quotedMessage(message.name)}, but ${asked.refused}`);
  const course = ask(state, asked.input);
  const request = course.message;
  if (request?.kind !== "request") return refused(`is to send ${quotedMessage(message.name)}, but ${course.refused}`);
  const leg = legKey(message, message.target);
  const to = bearerOf(request);
  const initial = tagOf(request, "To") === null;
  const known = initial && event.next !== event.peer ? event.next : to;
  if (known !== event.peer) return astray(event, message, known, initial ? "where its path leads" : "where its dialog leads", state);
  const { stack, wrong } = talked(course.state.stack, leg, "local", request);
  if (wrong !== null) return refused(`is to send ${quotedMessage(message.name)}, but ${wrong}`);
  const security = signal.method === "REGISTER" ? registered(asked.security ?? stack.security, request) : stack.security;
  const sip: SipExchange = { server: "", mark: markOf(request), leg, dialog: null };
  const named = { transaction: message.id, signal, via: [] };
  const part = { role: "client", upstream: state.view.participant, downstream: event.peer } as const;
  const after = opened({ ...course.state, stack: { ...stack, security } }, event, named, part, sip);
  return { kind: "sent", state: after, output: sent(request, event.peer, event.index), more: course.more, timers: course.timers };
}

/** RFC 3261 §13.2.2.4: an ACK goes the way of its dialog. */
function sendAck(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const name = quotedMessage(message.name);
  const transaction = transactionOf(state, message.answers?.id ?? null, ["client", "relay"]);
  if (transaction === undefined) return refused(`is to send ${name}, but has no ${message.answers?.name ?? "request"} open`);
  const request = quotedMessage(message.answers?.name ?? "");
  const { dialog = null, leg = "" } = transaction.sip ?? {};
  if (transaction.state !== "answered" || dialog === null)
    return refused(`is to send ${name}, but has received no final answer to ${request}`);
  const { description } = message.signal.kind === "operation" ? { description: null } : message.signal;
  const headers = itemsIn(message);
  const { said, offer } = entryOf(state.stack.legs, leg)?.talk ?? { said: { local: null }, offer: null };
  const conference = conferenceFor(message, description, state);
  if (conference !== null && "lacking" in conference) return refused(`is to send ${name}, but ${conference.lacking}`);
  const given = { own: said.local, offer: offer?.description ?? null, conference };
  const described = description === null ? null : describe(state.view.participant, leg.split("|")[0] ?? "-", description, given);
  const course = ask(state, { kind: "acknowledge", handle: transaction.id, dialog, ...withDescription(headers, described) });
  const ack = course.message;
  if (ack === null) return refused(`is to send ${name}, but ${course.refused}`);
  const to = bearerOf(ack);
  if (to !== event.peer) return astray(event, message, to, "where its dialog leads", state);
  const { stack, wrong } = talked(course.state.stack, leg, "local", ack);
  if (wrong !== null) return refused(`is to send ${name}, but ${wrong}`);
  const left = closed({ ...course.state, stack }, transaction);
  return { kind: "sent", state: left, output: sent(ack, to, event.index), more: course.more, timers: course.timers };
}
