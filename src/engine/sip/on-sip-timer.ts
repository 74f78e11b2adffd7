import { reactAgent } from "../../sip/agent/react.ts";
import { reactProxy } from "../../sip/proxy/react.ts";
import type { Output, Reaction } from "../behaviour.ts";
import type { SignalState } from "../signals/state.ts";
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
    if (output.kind !== "send") continue;
    const sending = sendByItself(after, output.message, output.transaction, false);
    after = sending.state;
    outputs.push(...sending.outputs);
  }
  return { state: after, outputs, timers: timersOf(core, course.timers) };
}
