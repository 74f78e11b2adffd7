import { type LocalEvent, requestKey } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { addressOf } from "../../sip/fields.ts";
import type { SipUri } from "../../sip/headers/uri.ts";
import { isFault, type SipRequestMessage } from "../../sip/message.ts";
import { uriIn } from "../../sip/readings.ts";
import type { Output, Reaction } from "../behaviour.ts";
import { firstMissing } from "../signals/match.ts";
import type { SignalState } from "../signals/state.ts";
import { who } from "../signals/wording.ts";
import { participantAt, participantCalled } from "./addresses.ts";

/** What an arriving message changes, before the end goes on with its view. */
export interface Arrived {
  readonly state: SignalState;
  readonly outputs: readonly Output[];
  readonly timers: Reaction<SignalState>["timers"];
}

export function receptionOf({ view, arrived }: SignalState, key: string): LocalEvent | null {
  return view.events[firstMissing(view.arrivals.get(key) ?? [], arrived) ?? -1] ?? null;
}

/** RFC 3261 §9.1: a CANCEL goes from hop to hop; a flow may show each with the two that it goes between as its ends. */
export function cancelOnHop(state: SignalState, from: string): LocalEvent | null {
  return receptionOf(state, requestKey(from, "CANCEL", from, state.view.participant));
}

/** Who has begun a request: the one that From names. */
export function originOf(request: SipRequestMessage): string | null {
  const uri = sipUriIn(addressOf(request, "From")?.uri ?? "");
  return uri?.user == null ? null : participantCalled(uri.user);
}

export function targetOf(request: SipRequestMessage): string | null {
  return participantAt(sipUriIn(request.uri)?.host.toLowerCase() ?? "");
}

function sipUriIn(text: string): SipUri | null {
  const uri = uriIn(text);
  return isFault(uri) || uri.kind !== "sip-uri" ? null : uri;
}

/**
 * What neither the view nor the protocol explains.
 *
 * @param isAlone whether it answers nothing
 * @param ends the event that it is the end of
 */
export function stray(state: SignalState, from: string, title: string, isAlone: boolean, ends: number | null = null): Output {
  const why = isAlone ? "which belongs to no request that it has open" : "which the flow does not send it";
  const reason = `${who(state, state.view.participant)} receives ${quotedMessage(title)} from ${who(state, from)}, ${why}`;
  return { kind: "fail", event: null, ends, reason, lacks: null };
}
