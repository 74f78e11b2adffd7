import type { SipRequest } from "../../model/signal.ts";
import { entryOf } from "../../sip/entries.ts";
import { addressOf } from "../../sip/fields.ts";
import { printReplaces } from "../../sip/headers/events.ts";
import { isFault, type SipRequestMessage } from "../../sip/message.ts";
import { uriIn } from "../../sip/readings.ts";
import type { SignalState } from "../signals/state.ts";
import { participantAt } from "./addresses.ts";
import { legKey } from "./stack.ts";

// RFC 3891: a dialog is named by its Call-ID and tags, which only its two ends know, and whoever one of them tells.

/** What Replaces says to the other end of a session that this one has with it. @returns null where it has none */
function ownDialog(session: string, other: string, { stack }: SignalState): string | null {
  const signal = { kind: "sip-request", method: "INVITE", session, description: null, target: null, subscription: null } as const;
  const leg = entryOf(stack.legs, legKey({ id: "", signal }, other));
  const dialog = leg?.dialog == null ? undefined : entryOf(stack.agent.dialogs, leg.dialog)?.dialog;
  if (dialog === undefined) return null;
  const { callId, remoteTag: toTag, localTag: fromTag } = dialog;
  return printReplaces({ kind: "replaces", callId, toTag, fromTag, earlyOnly: false, params: [] });
}

/** For an INVITE: of a session of its own, else as a REFER has told it. @returns null where it knows none */
export function replacesOf({ replaces }: SipRequest, target: string, state: SignalState): string | null {
  if (replaces === undefined) return null;
  return ownDialog(replaces, target, state) ?? state.stack.referred[target] ?? null;
}

/** For a REFER: `?Replaces=…`, "" where it asks for none. @returns null where it has no such dialog to tell of */
export function referredReplaces({ replaces }: SipRequest, target: string, state: SignalState): string | null {
  if (replaces === undefined) return "";
  const own = ownDialog(replaces, target, state);
  return own === null ? null : `?Replaces=${encodeURIComponent(own)}`;
}

/** What a REFER tells its receiver (RFC 3515 §2.1, RFC 3891 §4). */
export function told(state: SignalState, refer: SipRequestMessage): SignalState {
  const uri = uriIn(addressOf(refer, "Refer-To")?.uri ?? "");
  if (isFault(uri) || uri.kind !== "sip-uri") return state;
  const [, value] = /(?:^|&)Replaces=([^&]*)/u.exec(uri.headers ?? "") ?? [];
  const target = participantAt(uri.host.toLowerCase());
  if (value === undefined || target === null) return state;
  const referred = { ...state.stack.referred, [target]: decodeURIComponent(value) };
  return { ...state, stack: { ...state.stack, referred } };
}
