import type { LocalMessage, LocalView } from "../../analysis/local-view.ts";
import type { VectorPayload } from "../../model/payload.ts";
import { type Agent, newAgent } from "../../sip/agent/agent.ts";
import type { HomeState, UsimState } from "../../sip/aka/authentication.ts";
import { type Entries, noEntries } from "../../sip/entries.ts";
import { methods } from "../../sip/methods.ts";
import { noOffer, type OfferAnswer } from "../../sip/offer-answer/offer-answer.ts";
import { newProxy, type ProxyCore } from "../../sip/proxy/proxy.ts";
import type { Bindings } from "../../sip/registration/registrar.ts";
import { defaultTiming } from "../../sip/timing.ts";
import { hostOf, labelOf, routeTo, uriOf, viaOf } from "./addresses.ts";
import type { Registering } from "./registration.ts";

/** The SIP side of a participant: a user agent core where it is an end, a proxy core where it relays; on different paths it may be both. */
export interface Stack {
  readonly agent: Agent;
  readonly proxy: ProxyCore;
  /** By `legKey`. */
  readonly legs: Entries<Leg>;
  /** By the id of the REFER or SUBSCRIBE that asked for it: where its NOTIFY requests go. */
  readonly subscriptions: { readonly [request: string]: string };
  /** By the participant that somebody has been referred to: the dialog there that it is to replace, as Replaces has it. */
  readonly referred: { readonly [target: string]: string };
  readonly security: Security;
}

/** What one knows of a session with one other end; a back-to-back user agent has several legs of one session. */
export interface Leg {
  readonly key: string;
  /** Null until there is one. */
  readonly dialog: string | null;
  readonly talk: OfferAnswer;
}

export function newLeg(key: string): Leg {
  return { key, dialog: null, talk: noOffer };
}

/** What one has for IMS AKA. */
export interface Security {
  /** The key that the subscriber's card and the home network share; in hexadecimal. */
  readonly secret: { readonly k: string; readonly opc: string };
  readonly home: HomeState;
  readonly usim: UsimState;
  /** Authentication vectors, as they have been made or learnt. */
  readonly vectors: readonly VectorPayload[];
  /** Of a client. */
  readonly registering: Registering | null;
  /** Of a registrar: the vector that a client was challenged with, by Call-ID. */
  readonly challenged: { readonly [callId: string]: VectorPayload };
  /** Call-IDs in which a sequence number was out of range. */
  readonly resynchronised: readonly string[];
  readonly bindings: Bindings;
}

/** A session as one end has it with another; an INVITE outside any session has a leg of its own. */
export function legKey({ id, signal }: Pick<LocalMessage, "id" | "signal">, other: string | null): string {
  const session = signal.kind === "operation" ? null : signal.session;
  return `${session ?? `(${id})`}|${other}`;
}

const REFER_EXPIRES = 60;
const allow: readonly string[] = Object.keys(methods);
const supported: readonly string[] = ["100rel", "replaces", "tdialog"];
const events: readonly string[] = ["dialog", "refer"];

export function newStack({ participant }: LocalView, seed: number, security: Security, staysOut = false): Stack {
  const common = { name: labelOf(participant), seed, via: viaOf(participant), timing: defaultTiming };
  return {
    agent: newAgent({
      ...common,
      address: `<${uriOf(participant)}>`,
      contact: `<${uriOf(participant)}>`,
      allow,
      supported,
      events,
      referExpires: REFER_EXPIRES,
    }),
    proxy: newProxy({
      ...common,
      // The two count for themselves, and no two branches are the same.
      name: `${common.name}-p`,
      recordRoute: staysOut ? null : routeTo(participant),
      hosts: [hostOf(participant)],
      supported: [],
      // RFC 3261 §17.2.1: no 100 where an answer comes within 200 ms.
      tryingAtOnce: false,
      routesByNeighbour: true,
    }),
    legs: noEntries,
    subscriptions: {},
    referred: {},
    security,
  };
}
