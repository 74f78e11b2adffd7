import { entryOf } from "../../sip/entries.ts";
import { numberOf } from "../../sip/fields.ts";
import type { SipResponseMessage } from "../../sip/message.ts";
import { isReliable } from "../../sip/offer-answer/carriers.ts";
import type { SignalState, Transaction } from "../signals/state.ts";
import { ask } from "./asking.ts";
import { bearerOf, sent } from "./emit.ts";
import type { Arrived } from "./reception.ts";

/** RFC 3262 §4: a reliable provisional answer has its PRACK, where the flow leaves it out as well. @returns null where the flow has it, or none is due */
export function confirm(state: SignalState, { sip, request }: Transaction, response: SipResponseMessage): Arrived | null {
  const leg = entryOf(state.stack.legs, sip?.leg ?? "");
  if (leg === undefined || leg.dialog === null || response.status >= 200 || !isReliable(response)) return null;
  const isPlanned = state.view.events.some(
    ({ kind, message }) => kind === "send" && message?.signal.kind === "sip-request" && message.signal.method === "PRACK",
  );
  // An offer in it would be answered in the PRACK: nobody but the flow can say how.
  if (isPlanned || leg.talk.offer?.by === "remote") return null;
  const handle = `PRACK ${numberOf(response, "RSeq") ?? ""} of ${request.id}`;
  const course = ask(state, { kind: "request within", handle, dialog: leg.dialog, draft: { method: "PRACK" } });
  const to = course.message === null ? null : bearerOf(course.message);
  if (course.message === null || to === null) return null;
  return { state: course.state, outputs: [sent(course.message, to, null)], timers: course.timers };
}
