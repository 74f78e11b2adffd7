import type { TraceEvent } from "../../model/trace.ts";
import { readAuthenticationInfo, readChallenge, readCredentials } from "../../sip/headers/authorization.ts";
import { type Param, paramOf } from "../../sip/headers/params.ts";
import { type Header, headersOf, isFault, type SipMessage } from "../../sip/message.ts";
import { itemsIn } from "../items.ts";
import type { Checker, Finding, Scope } from "./checker.ts";
import { checkPlaces } from "./learnt-places.ts";
import { checkValues } from "./learnt-values.ts";
import { observe } from "./observe.ts";

export const learnt: Checker = {
  id: "learnt",
  summary: "Nobody sends what it cannot know yet, nor as anything else than it was told",
  clause: "RFC 3261 §22.4; the items of the flow",
  check,
};

function* check(events: readonly TraceEvent[], scope: Scope): Generator<Finding> {
  yield* checkItems(events);
  yield* checkValues(events);
  yield* checkPlaces(events, scope);
  yield* checkNonces(events, scope);
}

/** Who sends an item first has it from elsewhere; everybody else must have received it. */
function* checkItems(events: readonly TraceEvent[]): Generator<Finding> {
  const source = new Map<string, string>();
  const known = new Set<string>();
  const hasArrivals = events.some(({ event }) => event === "receive");
  for (const event of events) {
    if (event.event !== "send" && event.event !== "receive") continue;
    for (const item of itemsIn(event.message)) {
      if (event.event === "send") {
        const first = source.get(item);
        if (first === undefined) source.set(item, event.from);
        else if (first !== event.from && !known.has(`${event.from} ${item}`))
          yield { event, reason: `${event.from} sends "${item}", which ${first} has sent first and which has not come to it` };
      }
      if (event.event === "receive" || !hasArrivals) known.add(`${event.to} ${item}`);
    }
  }
}

/** A client answers a challenge that it has received; before the first one it may send an empty nonce (3GPP TS 24.229 §5.1.1.2). */
function* checkNonces(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const known = new Set<string>();
  /** Calls whose beginning the trace has: a client asks without credentials first. */
  const begun = new Set<string>();
  const { sights } = observe(events);
  if (!sights.some(({ wire }) => wire.message.headers.some(isOfCredentials))) return;
  for (const { event, at, way, role, isRepeat, wire } of sights) {
    if (isRepeat || role !== "client") continue;
    const call = `${at} ${wire.callId}`;
    if (wire.status === null && noncesUsed(wire.message).every((nonce) => nonce === "")) begun.add(call);
    if (way === "in") for (const nonce of noncesGiven(wire.message)) known.add(`${at} ${nonce}`);
    else
      for (const nonce of noncesUsed(wire.message))
        if (nonce !== "" && (isWhole || begun.has(call)) && !known.has(`${at} ${nonce}`))
          yield { event, reason: `${wire.method} uses a nonce that ${at} has not been given: ${nonce}` };
  }
}

function noncesGiven(message: SipMessage): readonly string[] {
  if (message.kind === "request" || !message.headers.some(isOfChallenge)) return [];
  const challenges = ["WWW-Authenticate", "Proxy-Authenticate"].flatMap((name) => headersOf(message, name)).map(readChallenge);
  const given = challenges.flatMap((read) => (isFault(read) ? [] : nonceIn(read.params, "nonce")));
  const next = headersOf(message, "Authentication-Info").map(readAuthenticationInfo);
  return [...given, ...next.flatMap((read) => (isFault(read) ? [] : nonceIn(read, "nextnonce")))];
}

function noncesUsed(message: SipMessage): readonly string[] {
  if (message.kind === "response" || !message.headers.some(isOfCredentials)) return [];
  const credentials = ["Authorization", "Proxy-Authorization"].flatMap((name) => headersOf(message, name)).map(readCredentials);
  return credentials.flatMap((read) => (isFault(read) ? [] : nonceIn(read.params, "nonce")));
}

/** Most messages have nothing to do with either. */
function isOfChallenge({ name }: Header): boolean {
  return name === "WWW-Authenticate" || name === "Proxy-Authenticate" || name === "Authentication-Info";
}

function isOfCredentials({ name }: Header): boolean {
  return name === "Authorization" || name === "Proxy-Authorization";
}

function nonceIn(params: readonly Param[], name: string): readonly string[] {
  const nonce = paramOf(params, name);
  return nonce === null ? [] : [nonce];
}
