import { type SubscriptionState, subscriptionStates } from "../model/signal.ts";
import { checkKeys, type Keys, refuse } from "./check-keys.ts";
import type { Branded } from "./known.ts";
import type { Session } from "./media.ts";
import type { Participant } from "./participants.ts";
import type { Called } from "./place.ts";
import { refOf } from "./refs.ts";
import type { Named, RequestRef, SessionRef, SipMessage, WithOffer } from "./signals.ts";

/** What an INVITE that is not within a dialog can say. */
interface Inviting extends WithOffer {
  readonly session?: Session;
  readonly replaces?: SessionRef;
}
interface Referring extends Named {
  readonly target: Participant;
  readonly session?: SessionRef;
  readonly replaces?: SessionRef;
}
interface Notifying extends Named {
  readonly state?: SubscriptionState["state"];
  readonly fragment?: number;
}
interface Subscribing extends Named {
  readonly target?: Participant;
}

const named: Keys<Named> = { as: "words?" };
const withOffer: Keys<WithOffer> = { ...named, offer: "list?" };
const inviting: Keys<Inviting> = { ...withOffer, session: "object?", replaces: "object?" };
const referring: Keys<Referring> = { ...named, target: "object", session: "object?", replaces: "object?" };
const notifying: Keys<Notifying> = { ...named, state: subscriptionStates, fragment: "number?" };
const subscribing: Keys<Subscribing> = { ...named, target: "object?" };

type More = Partial<Omit<SipMessage, keyof Branded<"sip">>>;

function message<M extends string>(method: M, name: string, more: More = {}): SipMessage<M> {
  return {
    method,
    name,
    session: null,
    offer: null,
    target: null,
    of: null,
    state: "active",
    fragment: null,
    replaces: null,
    ...more,
  } as unknown as SipMessage<M>;
}

/** A session is named by what `flow.session` or `flow.given.session` returned, or by the INVITE that made it. */
function needSession(session: SessionRef | undefined, of: string, called: Called): SessionRef {
  if (isSession(session) || (isRequest(session) && session.message.method === "INVITE")) return session;
  return refuse(
    `${of} is sent within a session, and none is named`,
    `As ${of.replace("()", "(call)")}: a session of the flow, or the INVITE that set it up`,
    called,
  );
}

function isSession(one: unknown): one is Session {
  return typeof one === "object" && one !== null && "session" in one && typeof one.session === "string";
}

function isRequest(one: unknown): one is RequestRef {
  return typeof one === "object" && one !== null && "message" in one && refOf(one) !== null;
}

/**
 * RFC 3261 §13. `session`: one this adds a leg to; without it, the INVITE makes a session of its own. `replaces`: the session that the
 * receiver is in with somebody else, and that it leaves for this one (RFC 3891).
 */
function invite(options: Inviting = {}): SipMessage<"INVITE"> {
  checkKeys(options, inviting, "sip.invite()", invite);
  if (options.session !== undefined) needSession(options.session, "sip.invite()", invite);
  if (options.replaces !== undefined) needSession(options.replaces, "sip.invite()", invite);
  const { session = null, offer = null, replaces = null } = options;
  return message("INVITE", options.as ?? "INVITE", { session, offer, replaces });
}

/** RFC 3261 §14: an INVITE within the dialog that sender and receiver have. */
function reinvite(session: SessionRef, options: WithOffer = {}): SipMessage<"INVITE"> {
  checkKeys(options, withOffer, "sip.reinvite()", reinvite);
  return message("INVITE", options.as ?? "re-INVITE", {
    session: needSession(session, "sip.reinvite()", reinvite),
    offer: options.offer ?? null,
  });
}

/** RFC 3311. */
function update(session: SessionRef, options: WithOffer = {}): SipMessage<"UPDATE"> {
  checkKeys(options, withOffer, "sip.update()", update);
  return message("UPDATE", options.as ?? "UPDATE", { session: needSession(session, "sip.update()", update), offer: options.offer ?? null });
}

/** RFC 3261 §15. */
function bye(session: SessionRef, options: Named = {}): SipMessage<"BYE"> {
  checkKeys(options, named, "sip.bye()", bye);
  return message("BYE", options.as ?? "BYE", { session: needSession(session, "sip.bye()", bye) });
}

/** RFC 3261 §9. */
function cancel(invite: RequestRef<"INVITE">, options: Named = {}): SipMessage<"CANCEL"> {
  checkKeys(options, named, "sip.cancel()", cancel);
  if (!isRequest(invite))
    refuse("sip.cancel() cancels an INVITE, and none is named", "As sip.cancel(invite): what flow.request returned for it", cancel);
  return message("CANCEL", options.as ?? "CANCEL", { session: invite, of: invite });
}

/** RFC 3515: asks the receiver to send a request to `target`; one that `replaces` the session that the sender has with that (RFC 3891). */
function refer(options: Referring): SipMessage<"REFER"> {
  checkKeys(options, referring, "sip.refer()", refer);
  if (options.session !== undefined) needSession(options.session, "sip.refer()", refer);
  if (options.replaces !== undefined) needSession(options.replaces, "sip.refer()", refer);
  const { target, session = null, replaces = null } = options;
  return message("REFER", options.as ?? "REFER", { target, session, replaces });
}

/** RFC 6665; of a REFER: RFC 3515 §2.4.4, with the status line of `fragment`. */
function notify(of: RequestRef<"REFER" | "SUBSCRIBE">, options: Notifying = {}): SipMessage<"NOTIFY"> {
  checkKeys(options, notifying, "sip.notify()", notify);
  if (!isRequest(of))
    refuse(
      "sip.notify() belongs to a REFER or a SUBSCRIBE, and none is named",
      "As sip.notify(refer): what flow.request returned for it",
      notify,
    );
  return message("NOTIFY", options.as ?? "NOTIFY", { of, state: options.state ?? "active", fragment: options.fragment ?? null });
}

/** RFC 6665. */
function subscribe(options: Subscribing = {}): SipMessage<"SUBSCRIBE"> {
  checkKeys(options, subscribing, "sip.subscribe()", subscribe);
  return message("SUBSCRIBE", options.as ?? "SUBSCRIBE", { target: options.target ?? null });
}

/** RFC 3262. */
function prack(session: SessionRef, options: Named = {}): SipMessage<"PRACK"> {
  checkKeys(options, named, "sip.prack()", prack);
  return message("PRACK", options.as ?? "PRACK", { session: needSession(session, "sip.prack()", prack) });
}

/** RFC 6086. */
function info(session: SessionRef, options: Named = {}): SipMessage<"INFO"> {
  checkKeys(options, named, "sip.info()", info);
  return message("INFO", options.as ?? "INFO", { session: needSession(session, "sip.info()", info) });
}

/** A request about which the data says no more than its method. */
function plain<M extends string>(method: M) {
  const request = (options: Named = {}): SipMessage<M> => {
    checkKeys(options, named, `sip.${method.toLowerCase()}()`, request);
    return message(method, options.as ?? method);
  };
  return request;
}

/** The SIP requests, named after their methods. */
export const sip = {
  invite,
  reinvite,
  update,
  bye,
  cancel,
  refer,
  notify,
  subscribe,
  /** RFC 3261 §10. */
  register: plain("REGISTER"),
  prack,
  info,
  /** RFC 3428. */
  message: plain("MESSAGE"),
  /** RFC 3261 §11. */
  options: plain("OPTIONS"),
  /** RFC 3903. */
  publish: plain("PUBLISH"),
} as const;
