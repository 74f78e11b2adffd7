import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { Output, TimerOrder } from "../behaviour.ts";
import { hasBit } from "./bits.ts";
import type { SignalState } from "./state.ts";
import { who } from "./wording.ts";

/** What comes of sending: the message and where it goes, or a predicate that says why it cannot be sent. */
export type Sending =
  | {
      readonly kind: "sent";
      readonly state: SignalState;
      readonly output: Output;
      /** What the protocol sends besides. */
      readonly more: readonly Output[];
      readonly timers: readonly TimerOrder[];
    }
  /** Something else comes first; the stack sends it by itself when its time has come (RFC 3262 §3), or the event has its turn again. */
  | { readonly kind: "queued"; readonly state: SignalState; readonly outputs: readonly Output[]; readonly timers: readonly TimerOrder[] }
  | { readonly kind: "refused"; readonly reason: string };

export function refused(reason: string): Sending {
  return { kind: "refused", reason };
}

/** The protocol sends a message elsewhere than the flow. @param to null where it leads to nobody @param rule why it goes there */
export function astray({ peer }: LocalEvent, { name }: LocalMessage, to: string | null, rule: string, state: SignalState): Sending {
  const where = to === null ? "nobody" : who(state, to);
  return refused(`sends ${quotedMessage(name)} to ${where}, ${rule}, but the flow has it go to ${who(state, peer)}`);
}

/** Why an answer has no open request: a predicate. */
export function noRequestFor({ answers }: LocalMessage, { view, done }: SignalState): string {
  const hasReceived = view.events.some(
    (event) => event.kind === "receive" && event.message?.id === answers?.id && hasBit(done, event.index),
  );
  return hasReceived ? "has already given a final answer" : "has not received the request";
}
