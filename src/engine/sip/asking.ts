import type { AgentInput } from "../../sip/agent/io.ts";
import { reactAgent } from "../../sip/agent/react.ts";
import type { SipMessage } from "../../sip/message.ts";
import type { Output, TimerOrder } from "../behaviour.ts";
import type { SignalState } from "../signals/state.ts";
import { sendByItself } from "./claim.ts";
import { timersOf } from "./emit.ts";

/** What the user agent makes of what it is asked for. */
export interface Asking {
  readonly state: SignalState;
  /** What it sends first; null where it refuses. */
  readonly message: SipMessage | null;
  /** What else it sends: the flow does not have it. */
  readonly more: readonly Output[];
  /** Null where it will send it later. */
  readonly refused: string | null;
  readonly timers: readonly TimerOrder[];
}

export function ask(state: SignalState, input: AgentInput): Asking {
  const { agent, outputs, timers } = reactAgent(state.stack.agent, input);
  const [first, ...others] = outputs.filter((output) => output.kind === "send");
  const obstacle = outputs.find((output) => output.kind === "refused");
  let after: SignalState = { ...state, stack: { ...state.stack, agent } };
  const more: Output[] = [];
  for (const { message, transaction } of others) {
    const course = sendByItself(after, message, transaction, false);
    after = course.state;
    more.push(...course.outputs);
  }
  return {
    state: after,
    message: obstacle === undefined ? (first?.message ?? null) : null,
    more,
    refused: obstacle?.kind === "refused" ? obstacle.reason : null,
    timers: timersOf("agent", timers),
  };
}
