import { cseqOf, hasTag, numberOf } from "../fields.ts";
import { printRAck, readRAck } from "../headers/numbers.ts";
import { headerOf, isFault, type SipMessage, type SipRequestMessage, type SipResponseMessage } from "../message.ts";

/** RFC 3262 §3: 101 to 199 that require 100rel. @returns its RSeq; null for an answer that is not reliable */
export function reliableNumber(response: SipResponseMessage): number | null {
  if (response.status <= 100 || response.status >= 200 || !asksReliability(response, "Require")) return null;
  return numberOf(response, "RSeq");
}

export function asksReliability(message: SipMessage, name: "Require" | "Supported"): boolean {
  return hasTag(message, name, "100rel");
}

/** RFC 3262 §4: the first RSeq of an INVITE in a dialog may be any, each further one is one higher; others are neither told nor acknowledged. */
export function isNext(last: number | null, rseq: number): boolean {
  return last === null || rseq === last + 1;
}

/** RFC 3262 §7.2. */
export function rackOf(rseq: number, invite: SipRequestMessage): string {
  return printRAck({ kind: "rack", rseq, cseq: cseqOf(invite)?.number ?? 0, method: invite.method });
}

/** RFC 3262 §3: a PRACK that acknowledges no answer is answered with 481. */
export function acknowledges(prack: SipRequestMessage, rseq: number, invite: SipRequestMessage): boolean {
  const value = headerOf(prack, "RAck");
  const rack = value === null ? null : readRAck(value);
  if (rack === null || isFault(rack)) return false;
  return rack.rseq === rseq && rack.cseq === cseqOf(invite)?.number && rack.method === invite.method;
}
