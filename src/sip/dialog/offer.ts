import { headerOf, type SipMessage } from "../message.ts";

/**
 * Whether an offer of a dialog waits for its answer (RFC 3264 §4): what decides about UPDATE, re-INVITE and their 491. What the
 * descriptions say is not looked at.
 */
export interface OfferState {
  /** Whose offer is outstanding. */
  readonly open: "none" | "local" | "remote";
  /** The transaction that brought it ("local 2 INVITE"). */
  readonly by: string | null;
  /** The INVITE whose exchange is complete: what its later answers describe is a repetition (RFC 6337 §3.1). */
  readonly complete: string | null;
}

export const noOffer: OfferState = { open: "none", by: null, complete: null };

/** A message with a session description has passed. @param key of the transaction: side that asked, CSeq number and method */
export function described(state: OfferState, way: "sent" | "received", message: SipMessage, key: string, reliable: boolean): OfferState {
  if (!hasDescription(message)) return state;
  const own = way === "sent" ? "local" : "remote";
  if (message.kind === "request") return state.open === "none" || state.open === own ? { ...state, open: own, by: key } : answered(state);
  // RFC 3261 §13.2.1: of the answers to INVITE only the reliable ones count.
  if (!reliable || state.open === own) return state;
  if (state.open !== "none") return answered(state);
  return state.complete === key ? state : { ...state, open: own, by: key };
}

function answered({ by, complete }: OfferState): OfferState {
  return { open: "none", by: null, complete: by?.endsWith(" INVITE") ? by : complete };
}

/** A transaction is over, by a failure or without the answer that it owed: an offer it brought is void (RFC 3261 §14.1, RFC 6141 §3.3). */
export function concluded(state: OfferState, key: string): OfferState {
  return state.by === key && state.open !== "none" ? { ...state, open: "none", by: null } : state;
}

export function hasDescription(message: SipMessage): boolean {
  if (message.body === "") return false;
  const type = headerOf(message, "Content-Type")?.toLowerCase() ?? "";
  return type.startsWith("application/sdp") || (type.startsWith("multipart/") && /^content-type:\s*application\/sdp/im.test(message.body));
}
