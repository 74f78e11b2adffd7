import type { Challenge } from "../headers/authorization.ts";
import { paramOf } from "../headers/params.ts";
import { quote } from "../headers/quoted.ts";
import { fault, isFault, type ParseFault } from "../message.ts";
import type { AuthenticationVector } from "./authentication.ts";

/** What a server adds to a vector. */
export interface ChallengeOptions {
  readonly realm: string;
  /** Given back by the client as it is. */
  readonly opaque: string | null;
  readonly qop: readonly ("auth" | "auth-int")[];
  /** That only the nonce was too old (RFC 2617 §3.2.1). */
  readonly stale: boolean;
}

/** RFC 3310 §3.2: nonce = base64(RAND || AUTN || what the server likes), algorithm AKAv1-MD5. */
export function challengeOf(vector: AuthenticationVector, { realm, opaque, qop, stale }: ChallengeOptions): Challenge {
  const nonce = Buffer.from(vector.rand + vector.autn, "hex").toString("base64");
  const all: readonly (readonly [string, string | null])[] = [
    ["realm", quote(realm)],
    ["nonce", quote(nonce)],
    ["opaque", opaque === null ? null : quote(opaque)],
    ["stale", stale ? "true" : null],
    ["algorithm", "AKAv1-MD5"],
    ["qop", qop.length === 0 ? null : quote(qop.join(","))],
  ];
  return { kind: "challenge", scheme: "Digest", params: all.flatMap(([name, value]) => (value === null ? [] : { name, value })) };
}

/** What a client takes from a challenge. */
export interface AkaChallenge {
  readonly kind: "aka-challenge";
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  /** The better one of those offered; null for a server that knows none. */
  readonly qop: "auth" | "auth-int" | null;
  readonly rand: string;
  readonly autn: string;
}

export function readAkaChallenge({ scheme, params }: Challenge): AkaChallenge | ParseFault {
  const algorithm = paramOf(params, "algorithm") ?? "MD5";
  if (scheme.toLowerCase() !== "digest" || algorithm.toLowerCase() !== "akav1-md5") {
    return fault(`expected Digest with AKAv1-MD5, found ${scheme} with ${algorithm}`, 0, "RFC 3310 §3.1");
  }
  const realm = paramOf(params, "realm");
  const nonce = paramOf(params, "nonce");
  if (realm === null || nonce === null) return fault("expected a realm and a nonce", 0, "RFC 2617 §3.2.1");
  const asked = readNonce(nonce);
  if (isFault(asked)) return asked;
  const qops = paramOf(params, "qop")
    ?.split(",")
    .map((each) => each.trim());
  const qop = qops === undefined ? null : qops.includes("auth-int") ? "auth-int" : qops.includes("auth") ? "auth" : undefined;
  if (qop === undefined) return fault("expected auth or auth-int as qop", 0, "RFC 2617 §3.2.1");
  return { kind: "aka-challenge", realm, nonce, opaque: paramOf(params, "opaque"), qop, ...asked };
}

/** RFC 3310 §3.2. @returns RAND and AUTN as 32 hexadecimal digits each. */
export function readNonce(nonce: string): { readonly rand: string; readonly autn: string } | ParseFault {
  const octets = /^[A-Za-z0-9+/]+={0,2}$/.test(nonce) ? Buffer.from(nonce, "base64").toString("hex") : "";
  if (octets.length < 64) return fault("expected RAND and AUTN in the nonce", 0, "RFC 3310 §3.2");
  return { rand: octets.slice(0, 32), autn: octets.slice(32, 64) };
}
