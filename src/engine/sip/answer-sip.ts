import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { SipResponse } from "../../model/signal.ts";
import { entryOf } from "../../sip/entries.ts";
import type { Header, SipRequestMessage } from "../../sip/message.ts";
import { reactProxy } from "../../sip/proxy/react.ts";
import { reasonOf } from "../../sip/statuses.ts";
import { astray, noRequestFor, refused, type Sending } from "../signals/sending.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { answered, transactionOf } from "../signals/transactions.ts";
import { ask } from "./asking.ts";
import { itemsIn } from "./draft-request.ts";
import { bearerOf, sent, timersOf } from "./emit.ts";
import { answerRegister, type RegistrarAnswer } from "./registrar.ts";
import { beginResynchronisation } from "./resynchronise.ts";
import { conferenceFor, describe, withDescription } from "./session-description.ts";
import { newLeg } from "./stack.ts";
import { setLeg, talked } from "./talk.ts";

/** An answer goes back over the Via of its request; a relay answers with what is for its neighbour alone. */
export function answerSip(event: LocalEvent, message: LocalMessage, state: SignalState): Sending {
  const request = quotedMessage(message.answers?.name ?? "");
  const transaction = transactionOf(state, message.answers?.id ?? null, ["server", "relay"]);
  const cannot = `is to answer ${request} with ${quotedMessage(message.name)}, but`;
  if (transaction === undefined) return refused(`${cannot} ${noRequestFor(message, state)}`);
  if (transaction.state === "answered") return refused(`${cannot} has already given a final answer`);
  const { signal } = message;
  if (signal.kind !== "sip-response" || transaction.sip === null) return refused(`${cannot} ${request} is none that SIP answers`);
  const result = transaction.role === "relay" ? byProxy(message, signal, state, transaction) : byAgent(message, signal, state, transaction);
  if (typeof result === "string") return refused(`${cannot} ${result}`);
  if (result.kind === "resynchronise")
    return beginResynchronisation(event, transaction, result, { ...state, stack: { ...state.stack, security: result.security } });
  if (result.kind === "another")
    return refused(
      `answers ${request} with ${result.status} (${reasonOf(result.status)}), because ${result.because}, but the flow has it answer with ${quotedMessage(message.name)}`,
    );
  const { asking } = result;
  if (asking.message === null) {
    return asking.refused === null
      ? { kind: "queued", state: asking.state, outputs: [], timers: asking.timers }
      : refused(`${cannot} ${asking.refused}`);
  }
  const to = bearerOf(asking.message);
  if (to !== event.peer) return astray(event, message, to, `from where ${request} came`, state);
  const { stack, wrong } = talked(asking.state.stack, transaction.sip.leg, "local", asking.message);
  if (wrong !== null) return refused(`${cannot} ${wrong}`);
  const known = { ...asking.state, stack };
  const dialog = entryOf(stack.agent.servers, transaction.sip.server)?.dialog ?? null;
  const noted = dialog === null ? known : remember(known, transaction, dialog, signal);
  const left = answered(noted, transaction, message);
  return { kind: "sent", state: left, output: sent(asking.message, to, event.index), more: asking.more, timers: asking.timers };
}

type Answering =
  | { readonly kind: "asked"; readonly asking: Pick<ReturnType<typeof ask>, "state" | "message" | "more" | "refused" | "timers"> }
  | Exclude<RegistrarAnswer, { readonly kind: "answer" }>
  /** A predicate. */
  | string;

function byAgent(message: LocalMessage, signal: SipResponse, state: SignalState, { sip }: Transaction): Answering {
  const { status, description, reliable, method, session } = signal;
  const { server = "", leg = "" } = sip ?? {};
  const asked = entryOf(state.stack.agent.servers, server)?.request;
  if (asked === undefined) return "the request has ended (RFC 3261 §17.2)";
  const registering = method === "REGISTER" && status >= 200 ? registrarOf(state, asked, status) : null;
  if (registering !== null && registering.kind !== "answer") return registering;
  const headers: readonly Header[] = [...(registering?.headers ?? []), ...itemsIn(message)];
  const { talk } = entryOf(state.stack.legs, leg) ?? newLeg(leg);
  const offer = description?.kind === "answer" ? (talk.offer?.description ?? talk.remote) : null;
  const conference = conferenceFor(message, description, state);
  if (conference !== null && "lacking" in conference) return `it ${conference.lacking}`;
  const said =
    description === null
      ? null
      : describe(state.view.participant, session ?? "-", description, { own: talk.said.local, offer, conference });
  const known = registering === null ? state : { ...state, stack: { ...state.stack, security: registering.security } };
  const asking = ask(known, {
    kind: "respond",
    transaction: server,
    draft: { status, ...withDescription(headers, said) },
    reliably: reliable,
  });
  return { kind: "asked", asking };
}

function registrarOf({ view, stack }: SignalState, request: SipRequestMessage, status: number) {
  return answerRegister(view.participant, stack.agent.config.seed, request, status, stack.security);
}

function byProxy(message: LocalMessage, { status }: SipResponse, state: SignalState, { sip }: Transaction): Answering {
  const input = { kind: "respond", transaction: sip?.server ?? "", draft: { status, headers: itemsIn(message) } } as const;
  const { proxy, outputs, timers } = reactProxy(state.stack.proxy, input, () => ({ kind: "later" }));
  const first = outputs.find((output) => output.kind === "send");
  if (first?.kind !== "send") return "no request waits for this answer (RFC 3261 §17.2)";
  const stack = { ...state.stack, proxy };
  return {
    kind: "asked",
    asking: { state: { ...state, stack }, message: first.message, more: [], refused: "", timers: timersOf("proxy", timers) },
  };
}

/** What an answer has made: the dialog of a session, or of a subscription. */
function remember(state: SignalState, transaction: Transaction, dialog: string, { method, status }: SipResponse): SignalState {
  const { stack } = state;
  if (method === "INVITE" && status < 300) return { ...state, stack: setLeg(stack, transaction.sip?.leg ?? "", { dialog }) };
  if ((method === "REFER" || method === "SUBSCRIBE") && status >= 200 && status < 300)
    return { ...state, stack: { ...stack, subscriptions: { ...stack.subscriptions, [transaction.request.id]: dialog } } };
  return state;
}
