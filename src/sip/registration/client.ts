import type { RequestDraft } from "../agent/io.ts";
import { contactsOf, numberOf } from "../fields.ts";
import { readAddress } from "../headers/address.ts";
import { paramOf } from "../headers/params.ts";
import { type Header, isFault, type SipResponseMessage } from "../message.ts";
import { isSameUri } from "../same-uri.ts";
import { readTimerName, type TimerOrder, timerName } from "../timing.ts";

export type RegistrationState = "unregistered" | "asking" | "challenged" | "registered";

export type RegistrationEvent =
  /** The user wants a binding, or none (Expires 0). */
  | "ask"
  /** It answers a challenge. */
  | "credentials"
  /** A 2xx that lists the contact, or does not. */
  | "bound"
  | "unbound"
  /** 401 or 407. */
  | "challenge"
  /** 423 that says how long is long enough. */
  | "too brief"
  /** Another failure, while a binding holds or not. */
  | "failure, bound"
  | "failure, unbound"
  | "timer refresh"
  | "timer expiry";

export type RegistrationAction = "send" | "start" | "stop";

export type RegistrationRow = readonly [next: RegistrationState, ...actions: readonly RegistrationAction[]];

/** RFC 3261 §10.2. start, stop: both timers. */
export const registrationTable: { readonly [state in RegistrationState]: { readonly [event in RegistrationEvent]?: RegistrationRow } } = {
  unregistered: { ask: ["asking", "send"] },
  asking: {
    bound: ["registered", "start"],
    unbound: ["unregistered", "stop"],
    challenge: ["challenged"],
    "too brief": ["asking", "send"],
    "failure, bound": ["registered"],
    "failure, unbound": ["unregistered"],
    "timer expiry": ["asking"],
  },
  challenged: {
    credentials: ["asking", "send"],
    "failure, bound": ["registered"],
    "failure, unbound": ["unregistered"],
    "timer expiry": ["challenged"],
  },
  registered: { ask: ["asking", "send"], "timer refresh": ["asking", "send"], "timer expiry": ["unregistered"] },
};

/** A client's side of a registration. */
export interface Registration {
  readonly kind: "registration";
  /** Its timers are named after it. */
  readonly id: string;
  readonly state: RegistrationState;
  /** The Request-URI: the domain of the registrar. */
  readonly registrar: string;
  /** The address of record, without a tag. */
  readonly address: string;
  /** `<sip:alice@client.example.com>`. */
  readonly contact: string;
  /** RFC 3261 §10.2: all requests of a registration have the same Call-ID, and CSeq numbers that rise. */
  readonly callId: string;
  readonly fromTag: string;
  readonly sequence: number;
  /** In s; 0 to have none. */
  readonly wanted: number;
  readonly bound: boolean;
  /** Route, Supported and what else each request has. */
  readonly headers: readonly Header[];
  readonly routes: readonly string[];
}

export type RegistrationInput =
  /** @param expires in s; 0 to have none */
  | { readonly kind: "ask"; readonly expires: number }
  | { readonly kind: "credentials"; readonly headers: readonly Header[] }
  /** The user has no credentials. */
  | { readonly kind: "give up" }
  | { readonly kind: "response"; readonly response: SipResponseMessage }
  | { readonly kind: "timer"; readonly name: string };

export interface RegistrationReaction {
  readonly registration: Registration;
  /** The REGISTER to send; null for none. */
  readonly request: RequestDraft | null;
  readonly timers: readonly TimerOrder[];
}

export function newRegistration(
  of: Pick<Registration, "id" | "registrar" | "address" | "contact" | "callId" | "fromTag" | "headers" | "routes">,
): Registration {
  return { ...of, kind: "registration", state: "unregistered", sequence: 0, wanted: 0, bound: false };
}

export function reactRegistration(registration: Registration, input: RegistrationInput): RegistrationReaction {
  const event = eventOf(registration, input);
  const row = event === null ? undefined : registrationTable[registration.state][event];
  if (event === null || row === undefined) return { registration, request: null, timers: [] };
  const [state, ...actions] = row;
  const known = { ...registration, ...learnt(registration, event, input), state };
  const sends = actions.includes("send");
  const next = sends ? { ...known, sequence: known.sequence + 1 } : known;
  const credentials = input.kind === "credentials" ? input.headers : [];
  return { registration: next, request: sends ? draftOf(next, credentials) : null, timers: timersOf(next, actions, input) };
}

function eventOf({ id, contact, bound, wanted }: Registration, input: RegistrationInput): RegistrationEvent | null {
  switch (input.kind) {
    case "ask":
      return "ask";
    case "credentials":
      return "credentials";
    case "give up":
      return bound ? "failure, bound" : "failure, unbound";
    case "timer": {
      const read = readTimerName(input.name);
      return read?.owner === id && (read.timer === "refresh" || read.timer === "expiry") ? `timer ${read.timer}` : null;
    }
    case "response": {
      const { status } = input.response;
      if (status < 200) return null;
      if (status < 300) return grantedIn(input.response, contact) === null ? "unbound" : "bound";
      if (status === 401 || status === 407) return "challenge";
      // Who is asked for no more than it has got already would ask for ever.
      if (status === 423 && (numberOf(input.response, "Min-Expires") ?? 0) > wanted) return "too brief";
      return bound ? "failure, bound" : "failure, unbound";
    }
  }
}

function learnt(registration: Registration, event: RegistrationEvent, input: RegistrationInput): Partial<Registration> {
  if (input.kind === "ask") return { wanted: input.expires };
  if (event === "bound") return { bound: true };
  if (event === "unbound" || event === "timer expiry") return { bound: false };
  // RFC 3261 §10.2.8.
  if (event === "too brief" && input.kind === "response") return { wanted: numberOf(input.response, "Min-Expires") ?? registration.wanted };
  return {};
}

function draftOf(
  { registrar, address, contact, callId, fromTag, sequence, wanted, headers, routes }: Registration,
  credentials: readonly Header[],
): RequestDraft {
  const own = [
    { name: "Contact", value: contact },
    { name: "Expires", value: `${wanted}` },
  ];
  return {
    method: "REGISTER",
    uri: registrar,
    to: address,
    from: address,
    fromTag,
    callId,
    cseq: sequence,
    routes,
    headers: [...own, ...headers, ...credentials],
  };
}

/** TS 24.229 §5.1.1.4.1: refreshed 600 s before the end of more than 1200 s, else after half of the time. */
function timersOf({ id, contact }: Registration, actions: readonly RegistrationAction[], input: RegistrationInput): readonly TimerOrder[] {
  const [refresh, expiry] = [timerName("refresh", id), timerName("expiry", id)];
  if (actions.includes("stop"))
    return [
      { name: refresh, after: null },
      { name: expiry, after: null },
    ];
  if (!actions.includes("start") || input.kind !== "response") return [];
  const granted = grantedIn(input.response, contact) ?? 0;
  return [
    { name: refresh, after: 1000 * (granted > 1200 ? granted - 600 : granted / 2) },
    { name: expiry, after: 1000 * granted },
  ];
}

/** RFC 3261 §10.2.4: for how long, in s, a 2xx says that the contact is bound; null where it is not. */
function grantedIn(response: SipResponseMessage, contact: string): number | null {
  const own = readAddress(contact);
  if (isFault(own)) return null;
  const listed = contactsOf(response).find(({ uri }) => isSameUri(uri, own.uri));
  if (listed === undefined) return null;
  const expires = Number(paramOf(listed.params, "expires") ?? numberOf(response, "Expires") ?? 0);
  return expires > 0 ? expires : null;
}
