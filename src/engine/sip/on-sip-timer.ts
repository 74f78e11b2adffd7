import type { LocalEvent } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { reactAgent } from "../../sip/agent/react.ts";
import { reactProxy } from "../../sip/proxy/react.ts";
import type { Output, Reaction } from "../behaviour.ts";
import type { SignalState } from "../signals/state.ts";
import { who } from "../signals/wording.ts";
import { sendByItself } from "./claim.ts";
import { type Core, timersOf } from "./emit.ts";

/** A timer of a core: it repeats, answers or gives up, all by itself. */
export function onSipTimer(state: SignalState, { core, name }: { readonly core: Core; readonly name: string }): Reaction<SignalState> {
  const { stack } = state;
  const course =
    core === "agent"
      ? reactAgent(stack.agent, { kind: "timer", name })
      : reactProxy(stack.proxy, { kind: "timer", name }, () => ({ kind: "later" }));
  let after: SignalState = { ...state, stack: { ...stack, ...("agent" in course ? { agent: course.agent } : { proxy: course.proxy }) } };
  const outputs: Output[] = [];
  for (const output of course.outputs) {
    if (output.kind === "response" && output.cause === "timeout") outputs.push(...givenUp(after, output.handle, "client"));
    if (output.kind === "unacknowledged") outputs.push(...givenUp(after, output.transaction, "server"));
    if (output.kind !== "send") continue;
    const sending = sendByItself(after, output.message, output.transaction, false);
    after = sending.state;
    outputs.push(...sending.outputs);
  }
  return { state: after, outputs, timers: timersOf(core, course.timers) };
}

/** RFC 3261 §17.1.1.2, §17.1.2.2: whoever has asked gives up; §13.3.1.4: so does whoever has accepted and hears no ACK. */
function givenUp(state: SignalState, id: string, role: "client" | "server"): readonly Output[] {
  const exchange = state.open.findLast((one) => one.role === role && (role === "client" ? one.id : one.sip?.server) === id);
  if (exchange === undefined) return [];
  const self = who(state, state.view.participant);
  const name = quotedMessage(exchange.request.name);
  const reason =
    role === "client" ? `${self} has no answer to ${name} in time` : `${self} has no confirmation of its answer to ${name} in time`;
  const awaited = role === "client" ? undefined : state.view.events.find((event) => isAckTo(event, exchange.request.id));
  return [{ kind: "fail", event: awaited?.index ?? exchange.opened, reason, lacks: null }];
}

function isAckTo({ kind, message }: LocalEvent, request: string): boolean {
  return kind === "receive" && message?.role === "ack" && message.answers?.id === request;
}
