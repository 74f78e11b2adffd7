import type { LocalEvent, LocalMessage } from "../../analysis/local-view.ts";
import type { ConferencePayload } from "../../model/payload.ts";
import type { SipRequest } from "../../model/signal.ts";
import { ITEMS_HEADER } from "../../model/trace.ts";
import type { AgentInput } from "../../sip/agent/io.ts";
import { entryOf } from "../../sip/entries.ts";
import type { Header } from "../../sip/message.ts";
import { sipfragOf, sipfragType } from "../../sip/subscription/sipfrag.ts";
import type { SignalState } from "../signals/state.ts";
import { who } from "../signals/wording.ts";
import { routeTo, uriOf } from "./addresses.ts";
import { carriedIdentities } from "./identities.ts";
import { draftRegister } from "./registration.ts";
import { referredReplaces, replacesOf } from "./replacing.ts";
import { type Content, conferenceFor, describe, withDescription } from "./session-description.ts";
import { type Leg, legKey, newLeg, type Security } from "./stack.ts";
import { targetDialogOf } from "./target-dialog.ts";

/** What the user agent is asked for, or a predicate that says why it cannot be asked. */
export type Asked = { readonly input: AgentInput; readonly security?: Security } | { readonly refused: string };

/** In s: what SUBSCRIBE and REGISTER ask for, and for how long a NOTIFY says that it goes on. */
const HOUR = 3600;

/** A request as the view has it: within the dialog of its session or its subscription, else where its routing leads. */
export function draftRequest(event: LocalEvent, message: LocalMessage, signal: SipRequest, state: SignalState): Asked {
  const { method } = signal;
  const handle = message.id;
  if (method === "NOTIFY") return notify(message, signal, state);
  if (method === "CANCEL") return cancel(event, message, state);
  const key = legKey(message, message.target);
  const leg = entryOf(state.stack.legs, key) ?? newLeg(key);
  const obstacle = unreplaceable(message, signal, state);
  if (obstacle !== null) return { refused: obstacle };
  const conference = conferenceFor(message, signal.description, state);
  if (conference !== null && "lacking" in conference) return { refused: conference.lacking };
  const content = contentOf(message, signal, state, { leg, conference });
  const hasSession = leg.dialog !== null && entryOf(state.stack.agent.dialogs, leg.dialog)?.session != null;
  const isWithin = method === "UPDATE" || method === "BYE" || method === "PRACK" || (method === "INFO" && signal.session !== null);
  if (isWithin || (method === "INVITE" && hasSession)) {
    if (leg.dialog === null) return { refused: `has no dialog of this session with ${who(state, message.target ?? "")} (RFC 3261 §12.2)` };
    return { input: { kind: "request within", handle, dialog: leg.dialog, draft: { method, ...content }, hold: true } };
  }
  const { participant } = state.view;
  const [to, next] = [message.target ?? event.peer, event.next ?? event.peer];
  const routes = next === to ? [] : [routeTo(next)];
  if (method === "REGISTER") {
    const { draft, security } = draftRegister(
      participant,
      to,
      { routes, headers: content.headers },
      carriedIdentities(message, state),
      state.stack.security,
    );
    return { input: { kind: "request", handle, draft }, security };
  }
  const uri = method === "SUBSCRIBE" && signal.target !== null ? uriOf(signal.target, to) : uriOf(to);
  return { input: { kind: "request", handle, draft: { method, uri, to: `<${uriOf(to)}>`, routes, ...content }, hold: true } };
}

/** RFC 3515 §2.4.4, RFC 6665 §4.2.2: it goes where the request came from that asked for it. */
function notify(message: LocalMessage, { subscription }: SipRequest, { stack }: SignalState): Asked {
  const dialog = subscription === null ? undefined : stack.subscriptions[subscription.of];
  const asked = dialog === undefined ? undefined : entryOf(stack.agent.dialogs, dialog)?.subscriptions[0];
  const about = asked === undefined ? undefined : entryOf(stack.agent.subscriptions, asked);
  if (subscription === null || dialog === undefined || about === undefined)
    return { refused: "has accepted nothing that it could be about (RFC 6665 §4.2.2)" };
  const { state, fragment } = subscription;
  // RFC 6665 §4.4.3: what was asked for once is over with its time.
  const says =
    state === "terminated"
      ? `terminated;reason=${about.expires === 0 ? "timeout" : "noresource"}`
      : `${state};expires=${about.expires ?? HOUR}`;
  const isReferred = about.event === "refer";
  const type = isReferred ? sipfragType : { name: "Content-Type", value: "application/dialog-info+xml" };
  const headers: readonly Header[] = [
    { name: "Event", value: about.needsId && about.eventId !== null ? `${about.event};id=${about.eventId}` : about.event },
    { name: "Subscription-State", value: says },
    ...itemsIn(message),
    type,
  ];
  const body = isReferred ? sipfragOf(fragment ?? 100) : DIALOG_INFO;
  return { input: { kind: "request within", handle: message.id, dialog, draft: { method: "NOTIFY", headers, body } } };
}

/** RFC 4235 §4.1, with nothing in it that the flow does not say. */
const DIALOG_INFO = [
  '<?xml version="1.0"?>',
  '<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:anonymous@anonymous.invalid"/>',
  "",
].join("\r\n");

/** The one of this session with the same other end; where the flow shows CANCEL on its first hop alone, the one that went there. */
function cancel({ peer }: LocalEvent, message: LocalMessage, { open }: SignalState): Asked {
  const key = legKey(message, message.target);
  const own = open.filter(({ invite, role }) => invite && role === "client");
  const invite =
    own.findLast(({ sip }) => sip?.leg === key) ??
    own.findLast(({ sip, downstream }) => downstream === peer && message.target === peer && isOfSession(sip?.leg ?? "", key));
  return invite === undefined
    ? { refused: "has no INVITE open that it could cancel (RFC 3261 §9.1)" }
    : { input: { kind: "cancel", handle: invite.id } };
}

/** Why it cannot name the dialog that is to be replaced; null where it can, or need not. */
function unreplaceable(message: LocalMessage, signal: SipRequest, state: SignalState): string | null {
  const { method, replaces, target } = signal;
  if (replaces === undefined) return null;
  const other = method === "REFER" ? (target ?? "") : (message.target ?? "");
  const known = method === "REFER" ? referredReplaces(signal, other, state) : replacesOf(signal, other, state);
  return known === null ? `knows no dialog of ${who(state, other)} that could be replaced (RFC 3891 §3)` : null;
}

/** Whether two legs are of one session. */
function isOfSession(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf("|")) === other.slice(0, other.lastIndexOf("|"));
}

function contentOf(
  message: LocalMessage,
  signal: SipRequest,
  state: SignalState,
  { leg, conference }: { readonly leg: Leg; readonly conference: ConferencePayload | null },
): Content {
  const { method, session, target, description } = signal;
  const headers: Header[] = [];
  // RFC 3261 §20.36: says which session of the flow it is; its dialog keeps to it.
  if (method === "INVITE" && session !== null) headers.push({ name: "Subject", value: session });
  if (method === "REFER")
    headers.push(
      { name: "Refer-To", value: `<${uriOf(target ?? message.target ?? "")}${referredReplaces(signal, target ?? "", state) ?? ""}>` },
      ...targetDialogOf(session, state),
    );
  const replaces = method === "INVITE" ? replacesOf(signal, message.target ?? "", state) : null;
  if (replaces !== null) headers.push({ name: "Replaces", value: replaces }, { name: "Require", value: "replaces" });
  if (method === "SUBSCRIBE") headers.push({ name: "Event", value: "dialog" }, { name: "Expires", value: `${secondsOf(message, state)}` });
  if (method === "PUBLISH") headers.push({ name: "Event", value: "presence" }, { name: "Expires", value: `${HOUR}` });
  if (method === "REGISTER") headers.push({ name: "Expires", value: `${HOUR}` });
  headers.push(...itemsIn(message));
  if (description === null) return withDescription(headers, null);
  const own = leg.talk.said.local;
  return withDescription(headers, describe(state.view.participant, session ?? "-", description, { own, offer: null, conference }));
}

/** RFC 6665 §4.4.3: who only wants to know once asks for no time at all. */
function secondsOf({ id }: LocalMessage, { view }: SignalState): number {
  const first = view.events.find(
    ({ kind, message }) => kind === "receive" && message?.signal.kind === "sip-request" && message.signal.subscription?.of === id,
  );
  const signal = first?.message?.signal;
  return signal?.kind === "sip-request" && signal.subscription?.state === "terminated" ? 0 : HOUR;
}

/** The items that a message carries, by their ids in the flow: whoever is an end of its path learns them. */
export function itemsIn({ carries }: LocalMessage): readonly Header[] {
  return carries.length === 0 ? [] : [{ name: ITEMS_HEADER, value: carries.map(({ item }) => encodeURIComponent(item)).join(", ") }];
}
