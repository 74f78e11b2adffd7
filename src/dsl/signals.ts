import type { SubscriptionState } from "../model/signal.ts";
import type { Branded } from "./known.ts";
import type { Line, MediaSet, Session } from "./media.ts";
import type { Participant } from "./participants.ts";

/** A SIP request, not yet sent. */
export interface SipMessage<M extends string = string> extends Branded<"sip"> {
  readonly method: M;
  readonly name: string;
  readonly session: SessionRef | null;
  readonly offer: readonly Line[] | null;
  readonly target: Participant | null;
  readonly of: RequestRef | null;
  readonly state: SubscriptionState["state"];
  readonly fragment: number | null;
}

/** A message the source leaves abstract. */
export interface OperationMessage extends Branded<"operation"> {
  readonly name: string;
  readonly connects: readonly Connection[];
}

export interface Connection {
  readonly media: MediaSet;
  readonly from: Participant;
  readonly to: Participant;
}

/** A request that has been sent; here only what names it. */
export interface RequestRef<M extends string = string> {
  readonly message: SipMessage<M>;
}

/** A session, or the INVITE that created one. */
export type SessionRef = Session | RequestRef<"INVITE">;

export interface Named {
  /** The source's own name, printed instead of the protocol's. */
  readonly as?: string;
}
export interface WithOffer extends Named {
  /** RFC 3264: what the sender offers to receive, and where. */
  readonly offer?: readonly Line[];
}

function message<M extends string>(method: M, name: string, more: Partial<Omit<SipMessage, keyof Branded<"sip">>> = {}): SipMessage<M> {
  return {
    method,
    name,
    session: null,
    offer: null,
    target: null,
    of: null,
    state: "active",
    fragment: null,
    ...more,
  } as unknown as SipMessage<M>;
}

/** The SIP requests, named after their methods. */
export const sip = {
  /** RFC 3261 §13. `session`: one this adds a leg to; without it, the INVITE makes a session of its own. */
  invite: (options: WithOffer & { readonly session?: Session } = {}) =>
    message("INVITE", options.as ?? "INVITE", { session: options.session ?? null, offer: options.offer ?? null }),
  /** RFC 3261 §14: an INVITE within the dialog that sender and receiver have. */
  reinvite: (session: SessionRef, options: WithOffer = {}) =>
    message("INVITE", options.as ?? "re-INVITE", { session, offer: options.offer ?? null }),
  /** RFC 3311. */
  update: (session: SessionRef, options: WithOffer = {}) =>
    message("UPDATE", options.as ?? "UPDATE", { session, offer: options.offer ?? null }),
  /** RFC 3261 §15. */
  bye: (session: SessionRef, options: Named = {}) => message("BYE", options.as ?? "BYE", { session }),
  /** RFC 3261 §9. */
  cancel: (invite: RequestRef<"INVITE">, options: Named = {}) => message("CANCEL", options.as ?? "CANCEL", { session: invite, of: invite }),
  /** RFC 3515: asks the receiver to send a request to `target`. */
  refer: (options: Named & { readonly target: Participant; readonly session?: SessionRef }) =>
    message("REFER", options.as ?? "REFER", { target: options.target, session: options.session ?? null }),
  /** RFC 6665; of a REFER: RFC 3515 §2.4.4, with the status line of `fragment`. */
  notify: (
    of: RequestRef<"REFER" | "SUBSCRIBE">,
    options: Named & { readonly state?: SubscriptionState["state"]; readonly fragment?: number } = {},
  ) => message("NOTIFY", options.as ?? "NOTIFY", { of, state: options.state ?? "active", fragment: options.fragment ?? null }),
  /** RFC 6665. */
  subscribe: (options: Named & { readonly target?: Participant } = {}) =>
    message("SUBSCRIBE", options.as ?? "SUBSCRIBE", { target: options.target ?? null }),
  /** RFC 3261 §10. */
  register: (options: Named = {}) => message("REGISTER", options.as ?? "REGISTER"),
  /** RFC 3262. */
  prack: (session: SessionRef, options: Named = {}) => message("PRACK", options.as ?? "PRACK", { session }),
  /** RFC 6086. */
  info: (session: SessionRef, options: Named = {}) => message("INFO", options.as ?? "INFO", { session }),
  /** RFC 3428. */
  message: (options: Named = {}) => message("MESSAGE", options.as ?? "MESSAGE"),
  /** RFC 3261 §11. */
  options: (options: Named = {}) => message("OPTIONS", options.as ?? "OPTIONS"),
  /** RFC 3903. */
  publish: (options: Named = {}) => message("PUBLISH", options.as ?? "PUBLISH"),
} as const;

/** A message the source leaves abstract, printed by this name. `connects`: to whom the receiver passes which media from then on; `from` itself: what it plays. */
export function operation(name: string, options: { readonly connects?: readonly Connection[] } = {}): OperationMessage {
  return { name, connects: options.connects ?? [] } as unknown as OperationMessage;
}
