import { ackKey, answerKey, type LocalEvent, type LocalMessage, requestKey } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { AgentOutput } from "../../sip/agent/io.ts";
import { reactAgent } from "../../sip/agent/react.ts";
import { entryOf } from "../../sip/entries.ts";
import { type SipMessage, type SipRequestMessage, type SipResponseMessage, titleOf } from "../../sip/message.ts";
import { clientKey, serverKey } from "../../sip/transaction/key.ts";
import type { Output } from "../behaviour.ts";
import { withBit } from "../signals/bits.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { answered, changed, closed } from "../signals/transactions.ts";
import { who } from "../signals/wording.ts";
import { sendByItself } from "./claim.ts";
import { confirm } from "./confirm.ts";
import { markOf, timersOf } from "./emit.ts";
import { learningIdentities } from "./identities.ts";
import { openExchange } from "./open-exchange.ts";
import { type Arrived, cancelOnHop, originOf, receptionOf, stray } from "./reception.ts";
import { challenged } from "./registration.ts";
import { told } from "./replacing.ts";
import { registerAgain, resumedWith } from "./resynchronise.ts";
import { legKey } from "./stack.ts";
import { setLeg, talked } from "./talk.ts";

/** Which reception of the view a message is; null where the view has none. */
interface Meaning {
  readonly event: LocalEvent | null;
  /** The exchange it belongs to; null for a new request. */
  readonly exchange: Transaction | null;
  /** Whether it repeats what has arrived: the transaction deals with it. */
  readonly again: boolean;
}

/** What is addressed to this participant: its user agent core takes it, and the end goes on with its view. */
export function arriveAtAgent(state: SignalState, from: string, message: SipMessage): Arrived {
  const meaning = meaningOf(state, from, message);
  const { agent, outputs: told, timers } = reactAgent(state.stack.agent, { kind: "message", message });
  const known: SignalState = { ...state, stack: { ...state.stack, agent } };
  const renewed = message.kind === "response" && meaning.event === null ? registerAgain(known, meaning.exchange, message) : null;
  const heard = renewed ?? { ...take(known, from, message, meaning, told), timers: [] };
  const outputs = [...heard.outputs];
  let after = heard.state;
  const order = [...timersOf("agent", timers), ...heard.timers];
  const confirmation = message.kind === "response" && meaning.exchange !== null ? confirm(after, meaning.exchange, message) : null;
  if (confirmation !== null) {
    after = confirmation.state;
    outputs.push(...confirmation.outputs);
    order.push(...confirmation.timers);
  }
  for (const output of told) {
    if (output.kind !== "send") continue;
    const course = sendByItself(after, output.message, output.transaction, !meaning.again);
    after = course.state;
    outputs.push(...course.outputs);
  }
  return { state: after, outputs, timers: order };
}

function meaningOf(state: SignalState, from: string, message: SipMessage): Meaning {
  const { open, stack, view } = state;
  if (message.kind === "response") {
    const client = entryOf(stack.agent.clients, clientKey(message) ?? "");
    // What the protocol alone has sent has no handle.
    const mark = client?.request.method === "CANCEL" || client?.handle === null ? markOf(message) : null;
    const exchange =
      open.findLast(
        ({ id, role, invite, sip }) =>
          role === "client" && sip !== null && (mark === null ? id === client?.handle : sip.mark === mark && !invite),
      ) ?? null;
    const event = exchange === null ? null : receptionOf(state, answerKey(from, message.status, exchange.request.id));
    return { event, exchange, again: exchange?.state === "answered" };
  }
  if (message.method === "ACK") {
    const mark = markOf(message);
    const exchange = open.findLast(({ role, invite, sip }) => role === "server" && invite && sip?.mark === mark) ?? null;
    // RFC 3261 §17.1.1.3: one that answers what the protocol alone has said is no message of the view.
    if (exchange?.state !== "answered") return { event: null, exchange, again: true };
    return { event: receptionOf(state, ackKey(from, exchange.request.id)), exchange, again: false };
  }
  if (entryOf(stack.agent.transactions.open, serverKey(message) ?? "") !== undefined) return { event: null, exchange: null, again: true };
  const event = receptionOf(state, requestKey(from, message.method, originOf(message), view.participant));
  return { event: event ?? (message.method === "CANCEL" ? cancelOnHop(state, from) : null), exchange: null, again: false };
}

function take(
  state: SignalState,
  from: string,
  message: SipMessage,
  { event, exchange, again }: Meaning,
  told: readonly AgentOutput[],
): { readonly state: SignalState; readonly outputs: readonly Output[] } {
  if (event === null) {
    const resumed = message.kind === "request" && !again ? resumedWith(state, message) : null;
    if (resumed !== null) return { state: resumed, outputs: [] };
    const isOfProtocol = message.kind === "response" ? message.status === 100 : message.method === "PRACK";
    const isSilent = again || isOfProtocol || told.every(({ kind }) => kind === "send");
    if (isSilent && (told.length > 0 || again)) return { state, outputs: [] };
    const isAnswer = message.kind === "response";
    const ends = isAnswer && message.status >= 200 ? (exchange?.opened ?? null) : null;
    return { state, outputs: [stray(state, from, titleOf(message), isAnswer && exchange === null, ends)] };
  }
  const arrived: SignalState = { ...state, arrived: withBit(state.arrived, event.index) };
  const accept: Output = { kind: "accept", event: event.index };
  if (event.role === "relay") {
    const reason = `${who(state, state.view.participant)} receives ${quotedMessage(titleOf(message))}, which is addressed to it, but the flow has it pass it on`;
    return { state: arrived, outputs: [accept, { kind: "fail", event: event.pair ?? event.index, reason, lacks: null }] };
  }
  return {
    state: message.kind === "request" ? request(arrived, from, message, event, exchange) : response(arrived, exchange, message, told),
    outputs: [accept],
  };
}

/** A request opens an exchange; an ACK ends the one of its INVITE. */
function request(
  state: SignalState,
  from: string,
  message: SipRequestMessage,
  event: LocalEvent,
  exchange: Transaction | null,
): SignalState {
  const { message: local } = event;
  const leg = local === null ? "" : (exchange?.sip?.leg ?? legKey(local, local.origin));
  const heard: SignalState = { ...state, stack: talked(state.stack, leg, "remote", message).stack };
  const known =
    message.method === "REFER" ? told(heard, message) : message.method === "REGISTER" ? registering(heard, local, message) : heard;
  if (exchange !== null) return closed(known, exchange);
  if (local === null || local.role !== "request") return known;
  return openExchange(known, event, local, message, { role: "server", upstream: from, downstream: state.view.participant }, leg);
}

function registering(state: SignalState, local: LocalMessage | null, message: SipRequestMessage): SignalState {
  return local === null ? state : learningIdentities(state, local, message);
}

function response(
  state: SignalState,
  exchange: Transaction | null,
  message: SipResponseMessage,
  told: readonly AgentOutput[],
): SignalState {
  if (exchange === null || exchange.sip === null) return state;
  const output = told.find(({ kind }) => kind === "response");
  const dialog = output?.kind === "response" ? output.dialog : null;
  const { leg } = exchange.sip;
  const { stack } = talked(state.stack, leg, "remote", message);
  const held = exchange.invite && dialog !== null && message.status < 300 ? setLeg(stack, leg, { dialog }) : stack;
  const known: SignalState = { ...state, stack: { ...held, security: challenged(held.security, message) } };
  if (message.status < 200) return known;
  const noted = changed(known, exchange, { sip: { ...exchange.sip, dialog } });
  const now = noted.open.find(({ id, role }) => id === exchange.id && role === "client");
  return now === undefined ? noted : answered(noted, now, { signal: finalSignal });
}

/** All that matters of it is that it is final. */
const finalSignal = { kind: "sip-response", status: 200, method: "", session: null, description: null, reliable: false } as const;
