import type { VectorPayload } from "../../model/payload.ts";
import { nextVector } from "../../sip/aka/authentication.ts";
import { challengeOf } from "../../sip/aka/challenge.ts";
import { authenticationInfo, judge, type Verdict } from "../../sip/aka/verdict.ts";
import { callIdOf } from "../../sip/fields.ts";
import { printAuthorization, printAuthParams, readCredentials } from "../../sip/headers/authorization.ts";
import { type Header, headerOf, isFault, type SipRequestMessage } from "../../sip/message.ts";
import { register } from "../../sip/registration/registrar.ts";
import { hostOf } from "./addresses.ts";
import { hexOf } from "./security.ts";
import type { Security } from "./stack.ts";

/** What a registrar says besides the status that the flow gives it, or why it gives another. */
export type RegistrarAnswer =
  | { readonly kind: "answer"; readonly headers: readonly Header[]; readonly security: Security }
  | { readonly kind: "another"; readonly status: number; readonly because: string }
  /** TS 33.102 §6.3.5: the home network is asked for another vector first. */
  | { readonly kind: "resynchronise"; readonly vector: VectorPayload; readonly auts: string; readonly security: Security };

const bindingRules = { defaultExpires: 3600, minExpires: 60, maxExpires: 86_400 };

/** RFC 3261 §10.3, RFC 3310, TS 24.229 §5.4.1.2. @param status what the flow has it answer */
export function answerRegister(
  self: string,
  seed: number,
  request: SipRequestMessage,
  status: number,
  security: Security,
): RegistrarAnswer {
  if (status === 401) return { kind: "answer", ...challengeWith(self, seed, request, security) };
  if (status < 200 || status > 299) return { kind: "answer", headers: [], security };
  const vector = security.challenged[callIdOf(request)];
  if (vector === undefined) return bind(request, [], security);
  const value = headerOf(request, "Authorization");
  const credentials = value === null ? null : readCredentials(value);
  if (credentials === null || isFault(credentials)) return { kind: "another", ...consequences.unchallenged };
  const { method, uri, body } = request;
  const verdict = judge(credentials, { ...vector, kind: "authentication-vector" }, hostOf(self), { method, uri, body });
  const callId = callIdOf(request);
  // Once only: a card that refuses the next one as well would refuse all.
  if (verdict.kind === "synchronisation-failure" && !security.resynchronised.includes(callId)) {
    const noted = { ...security, resynchronised: [...security.resynchronised, callId] };
    return { kind: "resynchronise", vector, auts: verdict.auts, security: noted };
  }
  if (verdict.kind !== "accepted") return { kind: "another", ...consequences[verdict.kind] };
  const info = printAuthParams(authenticationInfo(credentials, vector.xres, ""));
  return bind(request, [{ name: "Authentication-Info", value: info }], security);
}

/** TS 24.229 §5.4.1.2.2 and §5.4.1.2.3. */
const consequences: { readonly [kind in Exclude<Verdict["kind"], "accepted">]: { readonly status: number; readonly because: string } } = {
  unchallenged: { status: 401, because: "the request answers no challenge" },
  stale: { status: 401, because: "the response answers another challenge" },
  "wrong-response": { status: 403, because: "the response is not that of the authentication vector (RFC 3310 §3.3)" },
  declined: { status: 403, because: "the user agent has found that it was not its home network that asked (TS 33.102 §6.3.3)" },
  "synchronisation-failure": {
    status: 401,
    because: "the sequence number is out of range again, after the home network has resynchronised (TS 33.102 §6.3.5)",
  },
};

/** RFC 3310 §3.2: with the first vector that it has been told, or with one of its own. */
export function challengeWith(
  self: string,
  seed: number,
  request: SipRequestMessage,
  security: Security,
): { readonly headers: readonly Header[]; readonly security: Security } {
  const [known, ...vectors] = security.vectors;
  const { vector, home } = known === undefined ? makeVector(self, seed, "", security) : { vector: known, home: security.home };
  const options = { realm: hostOf(self), opaque: null, qop: ["auth"] as const, stale: false };
  const { item: _, ...values } = vector;
  return {
    headers: [{ name: "WWW-Authenticate", value: printAuthorization(challengeOf(values, options)) }],
    security: { ...security, home, vectors, challenged: { ...security.challenged, [callIdOf(request)]: vector } },
  };
}

/** TS 33.102 §6.3.2, in the home network of the subscriber. @param item what the flow calls it */
export function makeVector(
  self: string,
  seed: number,
  item: string,
  security: Security,
): { readonly vector: VectorPayload; readonly home: Security["home"] } {
  const { home, vector } = nextVector(security.home, hexOf(`RAND ${seed} ${self} ${security.home.sqn}`));
  const { rand, autn, xres, ck, ik } = vector;
  return { home, vector: { kind: "authentication-vector", item, rand, autn, xres, ck, ik } };
}

function bind(request: SipRequestMessage, headers: readonly Header[], security: Security): RegistrarAnswer {
  const { bindings, answer } = register(security.bindings, request, 0, bindingRules);
  return { kind: "answer", headers: [...(answer.headers ?? []), ...headers], security: { ...security, bindings } };
}
