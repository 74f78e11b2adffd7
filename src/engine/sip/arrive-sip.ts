import type { SipOnWire } from "../../model/trace.ts";
import { entryOf } from "../../sip/entries.ts";
import { isFault, type ParseFault, type SipMessage } from "../../sip/message.ts";
import { isForSelf } from "../../sip/proxy/route.ts";
import { readFast, readStrict } from "../../sip/read-wire.ts";
import { clientKey } from "../../sip/transaction/key.ts";
import type { Output, Reaction } from "../behaviour.ts";
import { advance } from "../signals/advance.ts";
import type { SignalState } from "../signals/state.ts";
import { who } from "../signals/wording.ts";
import { arriveAtAgent } from "./arrive-at-agent.ts";
import { arriveAtProxy } from "./arrive-at-proxy.ts";
import { targetOf } from "./reception.ts";

/** SIP arrives: for the user agent core where it is addressed to this participant, else for the proxy core. */
export function arriveSip(state: SignalState, from: string, wire: SipOnWire): Reaction<SignalState> {
  const { relays } = state.view;
  const read = relays ? readFast(wire) : readStrict(wire);
  if (isFault(read)) return { state, outputs: [noSip(state, from, read)], timers: [] };
  const isOwn = !relays || isForAgent(state, read);
  const message = relays && isOwn ? readStrict(wire) : read;
  if (isFault(message)) return { state, outputs: [noSip(state, from, message)], timers: [] };
  const arrived = isOwn ? arriveAtAgent(state, from, message) : arriveAtProxy(state, from, message);
  const course = advance(arrived.state);
  return { state: course.state, outputs: [...arrived.outputs, ...course.outputs], timers: [...arrived.timers, ...course.timers] };
}

function isForAgent({ stack, view }: SignalState, message: SipMessage): boolean {
  // Who is not named in the Request-URI need not look at the route.
  if (message.kind === "request") return targetOf(message) === view.participant && isForSelf(stack.proxy.config, message);
  return entryOf(stack.proxy.transactions.open, clientKey(message) ?? "") === undefined;
}

function noSip(state: SignalState, from: string, { what, clause }: ParseFault): Output {
  const { participant } = state.view;
  const reason = `${who(state, participant)} receives from ${who(state, from)} what is no SIP: ${what} (${clause})`;
  return { kind: "fail", event: null, reason, lacks: null };
}
