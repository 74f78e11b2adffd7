import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { AgentInput } from "../../sip/agent/io.ts";
import { reactAgent } from "../../sip/agent/react.ts";
import { callIdOf, cseqOf, tagOf } from "../../sip/fields.ts";
import type { SipMessage } from "../../sip/message.ts";
import type { Output, TimerOrder } from "../behaviour.ts";
import type { Sending } from "../signals/send.ts";
import type { SignalState } from "../signals/state.ts";
import { who } from "../signals/wording.ts";
import { bearerOf, sent, timersOf } from "./emit.ts";

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
  const messages = outputs.flatMap((output) => (output.kind === "send" ? [output.message] : []));
  const [message = null, ...others] = messages;
  const obstacle = outputs.find((output) => output.kind === "refused");
  return {
    state: { ...state, stack: { ...state.stack, agent } },
    message: obstacle === undefined ? message : null,
    more: others.flatMap((one) => {
      const to = bearerOf(one);
      return to === null ? [] : [sent(one, to, null)];
    }),
    refused: obstacle?.kind === "refused" ? obstacle.reason : null,
    timers: timersOf("agent", timers),
  };
}

export function markOf(message: SipMessage): string {
  return `${callIdOf(message)} ${tagOf(message, "From")} ${cseqOf(message)?.number}`;
}

export function refused(reason: string): Sending {
  return { kind: "refused", reason };
}

/** The protocol sends a message elsewhere than the flow. */
export function astray({ peer }: LocalEvent, { name }: LocalMessage, to: string | null, rule: string, state: SignalState): Sending {
  const where = to === null ? "nobody" : who(state, to);
  return refused(`sends ${quotedMessage(name)} to ${where}, ${rule}, but the flow has it go to ${who(state, peer)}`);
}
