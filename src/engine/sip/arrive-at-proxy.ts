import { ackKey, answerKey, type LocalEvent, requestKey } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { entryOf } from "../../sip/entries.ts";
import { cseqOf, routesOf, tagOf } from "../../sip/fields.ts";
import { type SipMessage, type SipRequestMessage, type SipResponseMessage, titleOf } from "../../sip/message.ts";
import type { Locate, ProxyOutput } from "../../sip/proxy/proxy.ts";
import { reactProxy } from "../../sip/proxy/react.ts";
import { clientKey, serverKey } from "../../sip/transaction/key.ts";
import type { Output } from "../behaviour.ts";
import { withBit } from "../signals/bits.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { answered, closed } from "../signals/transactions.ts";
import { release } from "../signals/turns.ts";
import { who } from "../signals/wording.ts";
import { routeTo } from "./addresses.ts";
import { sendByItself } from "./claim.ts";
import { bearerOf, markOf, sent, timersOf } from "./emit.ts";
import { openExchange } from "./open-exchange.ts";
import { type Arrived, cancelOnHop, originOf, receptionOf, stray, targetOf } from "./reception.ts";
import { registeredAgain } from "./resynchronise.ts";

/** What a relay knows of a message: which reception of the view it is, and of which exchange. */
interface Meaning {
  readonly event: LocalEvent | null;
  readonly exchange: Transaction | null;
  /** By which rule it goes on. */
  readonly rule: string;
  /** Whether the transaction layer deals with it, or nobody needs to know of it. */
  readonly silent: boolean;
  /** Whether a failure that comes of it is this relay's own word. */
  readonly tells: boolean;
}

/** What is addressed to somebody else: the proxy core passes it on, and the view says whether it goes where the flow has it go. */
export function arriveAtProxy(begin: SignalState, from: string, message: SipMessage): Arrived {
  const first = meaningOf(begin, from, message);
  // A REGISTER that answers a second challenge goes where the one before it went.
  const again = first.event === null && !first.silent ? registeredAgain(begin, from, message) : null;
  const state = again?.state ?? begin;
  const meaning: Meaning = again === null ? first : { ...first, silent: true };
  const { event } = meaning;
  const { proxy, outputs, timers } = reactProxy(state.stack.proxy, { kind: "message", message }, locateBy(again?.opened ?? event));
  const known: SignalState = { ...state, stack: { ...state.stack, proxy } };
  const order = timersOf("proxy", timers);
  if (event === null) {
    const left = passUnseen(known, outputs, null, meaning);
    const objection = meaning.silent
      ? []
      : [stray(state, from, titleOf(message), meaning.exchange === null && message.kind === "request" && message.method === "ACK")];
    return { state: left.state, outputs: [...objection, ...left.outputs], timers: order };
  }
  const accept: Output = { kind: "accept", event: event.index };
  const arrived: SignalState = { ...known, arrived: withBit(known.arrived, event.index) };
  const main = mainOf(message, outputs);
  if (event.role === "end") {
    const left = passUnseen(cancelling(arrived, from, message, meaning, event), outputs, null, meaning);
    return { state: left.state, outputs: [accept, ...left.outputs], timers: order };
  }
  const received: SignalState = { ...arrived, done: withBit(arrived.done, event.index) };
  const to = main === null ? null : bearerOf(main);
  const sending = event.pair === null ? null : (state.view.events[event.pair] ?? null);
  const isAbsorbed = main === null && (message.kind === "response" || message.method === "ACK");
  const wrong = isAbsorbed ? null : objectionTo(state, message, { to, rule: meaning.rule }, event, sending);
  const noted = remember(received, from, message, meaning, to);
  if (wrong !== null) {
    const reason = `${who(state, state.view.participant)} ${wrong}`;
    // It has parted from the flow: what it would send stays with it.
    const kept: SignalState = { ...noted, stack: state.stack };
    return {
      state: settle(kept, event),
      outputs: [accept, { kind: "fail", event: sending?.index ?? event.index, reason, lacks: null }],
      timers: [],
    };
  }
  const passed: Output[] = [accept];
  if (main === null || to === null || sending === null) {
    const rest = passUnseen(noted, outputs, null, meaning);
    return { state: settle(rest.state, event), outputs: [...passed, ...rest.outputs], timers: order };
  }
  passed.push(sent(main, to, sending.index));
  const done: SignalState = { ...noted, done: withBit(noted.done, sending.index) };
  const rest = passUnseen(done, outputs, main, meaning);
  return { state: settle(rest.state, event), outputs: [...passed, ...rest.outputs], timers: order };
}

function meaningOf(state: SignalState, from: string, message: SipMessage): Meaning {
  const { open, stack } = state;
  if (message.kind === "response") {
    if (cseqOf(message)?.method === "CANCEL") return meaningOfCancelled(state, from, message);
    const context = entryOf(stack.proxy.branches, clientKey(message) ?? "")?.context;
    const exchange = open.findLast(({ role, sip }) => role === "relay" && sip?.server === context) ?? null;
    const event = exchange === null ? null : receptionOf(state, answerKey(from, message.status, exchange.request.id));
    const challenges = message.status === 401 && cseqOf(message)?.method === "REGISTER";
    const silent = exchange === null || exchange.state === "answered" || message.status === 100 || challenges;
    return { event, exchange, rule: "from where the request came", silent, tells: false };
  }
  if (message.method === "ACK") {
    const mark = markOf(message);
    // A CANCEL has the same mark, and no ACK.
    const exchange =
      open.findLast(({ role, invite, sip, upstream }) => role === "relay" && invite && sip?.mark === mark && upstream === from) ?? null;
    // RFC 3261 §17.1.1.3: one that answers what the protocol alone has said is no message of the view.
    const isUnseen = exchange !== null && exchange.state !== "answered";
    const event = exchange === null || isUnseen ? null : receptionOf(state, ackKey(from, exchange.request.id));
    return { event, exchange, rule: "where its route leads", silent: isUnseen, tells: false };
  }
  const again = entryOf(stack.proxy.transactions.open, serverKey(message) ?? "") !== undefined;
  const known = again ? null : receptionOf(state, requestKey(from, message.method, originOf(message), targetOf(message)));
  const event = known ?? (again || message.method !== "CANCEL" ? null : cancelOnHop(state, from));
  const rule = tagOf(message, "To") === null ? "where its path leads" : "where its route leads";
  const silent = again || message.method === "PRACK";
  return { event, exchange: null, rule, silent, tells: !silent };
}

/** RFC 3261 §16.10: each CANCEL has its answer on its own hop, and goes no further. */
function meaningOfCancelled(state: SignalState, from: string, message: SipResponseMessage): Meaning {
  const mark = markOf(message);
  const exchange = state.open.findLast(({ invite, sip, downstream }) => !invite && sip?.mark === mark && downstream === from) ?? null;
  const event = exchange === null ? null : receptionOf(state, answerKey(from, message.status, exchange.request.id));
  return { event, exchange, rule: "from where the request came", silent: true, tells: false };
}

/** Routing as it is configured from the paths: for each reception of an initial request, the next neighbour. What has a route or a dialog follows that. */
function locateBy(event: LocalEvent | null): Locate {
  return (request) => {
    if (tagOf(request, "To") !== null || routesOf(request, "Route").length > 0) return { kind: "forward", targets: [[{ uri: null }]] };
    const next = event?.next ?? null;
    if (next === null) return { kind: "later" };
    return { kind: "forward", targets: [[{ uri: null, routes: next === targetOf(request) ? [] : [routeTo(next)] }]] };
  };
}

/** What has become of the message that arrived. */
function mainOf(message: SipMessage, outputs: readonly ProxyOutput[]): SipMessage | null {
  for (const output of outputs) {
    if (output.kind !== "send" || output.message.kind !== message.kind) continue;
    const isSame =
      message.kind === "request"
        ? (output.message as SipRequestMessage).method === message.method
        : (output.message as SipResponseMessage).status === message.status;
    if (isSame) return output.message;
  }
  return null;
}

/** A predicate that says why the view does not allow what the protocol does; null where it does. */
function objectionTo(
  state: SignalState,
  message: SipMessage,
  { to, rule }: { readonly to: string | null; readonly rule: string },
  reception: LocalEvent,
  sending: LocalEvent | null,
): string | null {
  if (to !== null && sending !== null && sending.index >= reception.index && sending.peer === to) return null;
  const name = quotedMessage(reception.message?.name ?? titleOf(message));
  if (to === null) return `receives ${name}, whose path does not lead on from there`;
  const passes = `passes ${name} on to ${who(state, to)}, ${rule}`;
  if (sending === null) return `${passes}, but the flow has no such hop`;
  if (sending.index < reception.index) return `is to pass on ${name} before it has received it`;
  return `${passes}, but the flow has it go to ${who(state, sending.peer)}`;
}

function remember(state: SignalState, from: string, message: SipMessage, { event, exchange }: Meaning, to: string | null): SignalState {
  const local = event?.message ?? null;
  if (message.kind === "response") return exchange === null || local === null ? state : answered(state, exchange, local);
  if (message.method === "ACK") return exchange === null ? state : closed(state, exchange);
  if (event === null || local === null) return state;
  return openExchange(state, event, local, message, { role: "relay", upstream: from, downstream: to ?? state.view.participant });
}

/** A relay is an end of a CANCEL that the flow shows on its hop alone: it answers it by itself, or has its answer. */
function cancelling(state: SignalState, from: string, message: SipMessage, { exchange }: Meaning, event: LocalEvent): SignalState {
  if (message.kind === "response") return exchange === null || event.message === null ? state : answered(state, exchange, event.message);
  if (message.method !== "CANCEL" || event.message === null) return state;
  return openExchange(state, event, event.message, message, { role: "server", upstream: from, downstream: state.view.participant });
}

/** What the proxy core sends besides, or on behalf of the protocol alone. */
function passUnseen(
  begin: SignalState,
  outputs: readonly ProxyOutput[],
  main: SipMessage | null,
  { tells }: Meaning,
): { readonly state: SignalState; readonly outputs: readonly Output[] } {
  let state = begin;
  const passed: Output[] = [];
  for (const output of outputs) {
    if (output.kind !== "send" || output.message === main) continue;
    const course = sendByItself(state, output.message, output.transaction, tells);
    state = course.state;
    passed.push(...course.outputs);
  }
  return { state, outputs: passed };
}

/** An end that waits for what it has learnt as a relay may go on. */
function settle(state: SignalState, { index, pair }: LocalEvent): SignalState {
  return (pair === null ? [index] : [index, pair]).reduce(release, state);
}
