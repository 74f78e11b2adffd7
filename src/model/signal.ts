import type { MediaRef } from "./media.ts";

export const mediaDirections = ["sendrecv", "sendonly", "recvonly", "inactive"] as const;
export const subscriptionStates = ["pending", "active", "terminated"] as const;

/** One line of a session description: which components, and where their describer wants to receive them. */
export interface MediaLine {
  readonly kind: "media-line";
  readonly media: MediaRef;
  /** The participant that receives them; null where they are refused or removed (port 0). */
  readonly at: string | null;
  readonly direction: (typeof mediaDirections)[number];
}

/** An offer or an answer (RFC 3264), without addresses. */
export interface Description {
  readonly kind: "offer" | "answer";
  readonly lines: readonly MediaLine[];
}

/** What a NOTIFY or SUBSCRIBE says of its subscription (RFC 6665). */
export interface SubscriptionState {
  readonly kind: "subscription";
  /** Id of the message that created it: a REFER (RFC 3515) or a SUBSCRIBE. */
  readonly of: string;
  readonly state: (typeof subscriptionStates)[number];
  /** The status line of a message/sipfrag body; null for another body. */
  readonly fragment: number | null;
}

/** A SIP request (RFC 3261 §7.1). */
export interface SipRequest {
  readonly kind: "sip-request";
  readonly method: string;
  /** Id of the session whose dialog it creates, changes or ends; null outside any. */
  readonly session: string | null;
  readonly description: Description | null;
  /** Refer-To of a REFER, or the resource a SUBSCRIBE asks about. */
  readonly target: string | null;
  readonly subscription: SubscriptionState | null;
  /** Id of the session whose dialog an INVITE takes the place of (RFC 3891); in a REFER, of the one that the INVITE it asks for does. */
  readonly replaces?: string;
}

/** A SIP response (RFC 3261 §7.2). */
export interface SipResponse {
  readonly kind: "sip-response";
  /** 100 to 699. */
  readonly status: number;
  /** Of the request it answers. */
  readonly method: string;
  readonly session: string | null;
  readonly description: Description | null;
  /** Sent reliably (RFC 3262). */
  readonly reliable: boolean;
}

/** Something a media resource is told to do with media. */
export interface MediaConnection {
  readonly kind: "media-connection";
  readonly media: MediaRef;
  readonly from: string;
  readonly to: string;
}

/** A message the source leaves abstract ("get SIP authentication information request"). */
export interface Operation {
  readonly kind: "operation";
  /** What the receiver connects from then on. */
  readonly connects: readonly MediaConnection[];
  /** For what its answer is to name an address and ports of the receiver; absent where nothing is set aside. */
  readonly allocates?: MediaRef;
}

export type Signal = SipRequest | SipResponse | Operation;
