import type { VectorPayload } from "../../model/payload.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { readAkaChallenge } from "../../sip/aka/challenge.ts";
import { judge } from "../../sip/aka/verdict.ts";
import { type Credentials, readChallenge, readCredentials } from "../../sip/headers/authorization.ts";
import { paramOf } from "../../sip/headers/params.ts";
import { headerOf, isFault, type SipMessage } from "../../sip/message.ts";
import type { Checker, Finding } from "./checker.ts";
import { observe, type Sight } from "./observe.ts";

export const authentication: Checker = {
  id: "authentication",
  summary: "A vector stays the same on its way, a registrar challenges with one it was given, and accepts only the response that fits it",
  clause: "3GPP TS 33.102 §6.3.2, RFC 3310 §3.3",
  check,
};

type Vector = VectorPayload;

function* check(events: readonly TraceEvent[]): Generator<Finding> {
  const { given, findings } = vectorsIn(events);
  yield* findings;
  /** Challenges by who has given them and in which call. */
  const challenged = new Map<string, Vector | null>();
  for (const sight of observe(events).sights) {
    const { event, at, way, role, isRepeat, wire, request } = sight;
    if (way === "in" || isRepeat || role !== "server" || wire.method !== "REGISTER" || wire.status === null || request === null) continue;
    const call = `${at} ${wire.callId}`;
    if (wire.status === 401) {
      const nonce = challengeIn(wire.message);
      if (nonce === null) continue;
      const vectors = (given.get(at) ?? []).filter(({ n }) => n < event.n).map(({ vector }) => vector);
      const used = vectors.find(({ rand, autn }) => rand === nonce.rand && autn === nonce.autn) ?? null;
      challenged.set(call, used);
      if (used === null && vectors.length > 0) yield { event, reason: `${at} challenges with a vector that it has not been given` };
    } else if (wire.status < 300 && wire.status >= 200 && challenged.has(call)) {
      const reason = wrongIn(sight, request.message, challenged.get(call) ?? null);
      if (reason !== null) yield { event, reason };
    }
  }
}

/** Vectors by who has received them, and those that became others on the way. */
function vectorsIn(events: readonly TraceEvent[]): {
  readonly given: ReadonlyMap<string, readonly { readonly n: number; readonly vector: Vector }[]>;
  readonly findings: readonly Finding[];
} {
  const given = new Map<string, { n: number; vector: Vector }[]>();
  const known = new Map<string, Vector>();
  const findings: Finding[] = [];
  for (const event of events) {
    const payloads = event.message?.kind === "named-signal" ? event.message.payloads : [];
    const vector = payloads.find(({ kind }) => kind === "authentication-vector");
    if (vector?.kind !== "authentication-vector" || (event.event !== "send" && event.event !== "receive")) continue;
    given.set(event.to, [...(given.get(event.to) ?? []), { n: event.n, vector }]);
    const key = `${event.from} ${vector.item}`;
    const before = known.get(key);
    if (event.event === "send" && before !== undefined && textOf(before) !== textOf(vector))
      findings.push({ event, reason: `${event.from} passes "${vector.item}" on as another vector than it was given` });
    if (event.event === "receive") known.set(`${event.to} ${vector.item}`, vector);
  }
  return { given, findings };
}

function textOf({ rand, autn, xres, ck, ik }: Vector): string {
  return [rand, autn, xres, ck, ik].join(" ");
}

function challengeIn(message: SipMessage): { readonly rand: string; readonly autn: string } | null {
  const challenge = readChallenge(headerOf(message, "WWW-Authenticate") ?? "");
  const read = isFault(challenge) ? challenge : readAkaChallenge(challenge);
  return isFault(read) ? null : read;
}

function wrongIn({ at }: Sight, request: SipMessage, vector: Vector | null): string | null {
  const credentials = readCredentials(headerOf(request, "Authorization") ?? "");
  if (isFault(credentials)) return `${at} accepts a REGISTER that does not answer its challenge`;
  if (vector === null || request.kind === "response") return null;
  const verdict = judge(credentials, { ...vector, kind: "authentication-vector" }, realmOf(credentials), request);
  return verdict.kind === "accepted" ? null : `${at} accepts a REGISTER whose response does not fit the vector: ${verdict.kind}`;
}

function realmOf({ params }: Credentials): string {
  return paramOf(params, "realm") ?? "";
}
