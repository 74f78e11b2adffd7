import { destinationOf } from "../../sip/destination.ts";
import { callIdOf, cseqOf, tagOf } from "../../sip/fields.ts";
import type { SipMessage } from "../../sip/message.ts";
import type { TimerOrder as StackTimer } from "../../sip/timing.ts";
import { writeMessage } from "../../sip/write-message.ts";
import type { Output, TimerOrder } from "../behaviour.ts";
import { participantAt } from "./addresses.ts";

/** Where the protocol takes a message: Route, Request-URI or Via, nothing else; null for nobody in particular. */
export function bearerOf(message: SipMessage): string | null {
  return participantAt(destinationOf(message)?.host ?? "");
}

/** @param event of the view; null for what the protocol alone demands */
export function sent(message: SipMessage, to: string, event: number | null): Output {
  return { kind: "send", event, to, message: { kind: "sip", raw: writeMessage(message) } };
}

/** What an ACK, a CANCEL and an answer have in common with their request: Call-ID, tag of From, number. */
export function markOf(message: SipMessage): string {
  return `${callIdOf(message)} ${tagOf(message, "From")} ${cseqOf(message)?.number}`;
}

export type Core = "agent" | "proxy";

/** The timers of a core, told from those of the flow and of the other core. */
export function timersOf(core: Core, timers: readonly StackTimer[]): readonly TimerOrder[] {
  return timers.map(({ name, after }) => ({ name: `${core}: ${name}`, after, event: null }));
}

/** @returns null for a timer of the flow */
export function timerOf(name: string): { readonly core: Core; readonly name: string } | null {
  for (const core of ["agent", "proxy"] as const) if (name.startsWith(`${core}: `)) return { core, name: name.slice(core.length + 2) };
  return null;
}
