import type { Credentials } from "../headers/authorization.ts";
import { type Param, paramOf } from "../headers/params.ts";
import { quote } from "../headers/quoted.ts";
import { octetsOf } from "../octets.ts";
import { answerChallenge, type UsimAnswer, type UsimState } from "./authentication.ts";
import type { AkaChallenge } from "./challenge.ts";
import { digestOf } from "./digest.ts";

/** The request that the credentials go with. */
export interface AuthenticatedRequest {
  readonly method: string;
  readonly uri: string;
  readonly body: string;
}

/** What only the client knows. */
export interface ClientInput {
  readonly username: string;
  readonly request: AuthenticatedRequest;
  /** How often this nonce was used, from 1. */
  readonly count: number;
  readonly cnonce: string;
}

export interface ClientOutcome {
  readonly answer: UsimAnswer;
  /** What the next request carries, whatever the answer is. */
  readonly credentials: Credentials;
}

type Pair = readonly [name: string, value: string];

/**
 * RFC 3310 §3.3: RES is the password. §3.4: a synchronisation failure says AUTS, with an empty password. To who is not the home
 * network the response is empty (TS 24.229 §5.1.1.5.3).
 */
export function authorize(usim: UsimState, challenge: AkaChallenge, input: ClientInput): ClientOutcome {
  const answer = answerChallenge(usim, challenge.rand, challenge.autn);
  switch (answer.kind) {
    case "authenticated":
      return { answer, credentials: credentialsOf(challenge, input, answer.res, []) };
    case "synchronisation-failure":
      return {
        answer,
        credentials: credentialsOf(challenge, input, "", [["auts", quote(Buffer.from(answer.auts, "hex").toString("base64"))]]),
      };
    case "mac-failure":
      return { answer, credentials: credentialsOf(challenge, input, null, []) };
  }
}

/** TS 24.229 §5.1.1.2.2: what the first REGISTER says of its user, before any challenge. */
export function initialCredentials(username: string, realm: string, uri: string): Credentials {
  return digestCredentials([
    ["username", quote(username)],
    ["realm", quote(realm)],
    ["nonce", quote("")],
    ["uri", quote(uri)],
    ["response", quote("")],
  ]);
}

/** @param password hexadecimal; null for none, and no response. */
function credentialsOf(challenge: AkaChallenge, input: ClientInput, password: string | null, more: readonly Pair[]): Credentials {
  const { realm, nonce, opaque, qop } = challenge;
  const { username, request, cnonce } = input;
  const used = qop === null || password === null ? null : { name: qop, nc: input.count.toString(16).padStart(8, "0"), cnonce };
  const response =
    password === null
      ? ""
      : digestOf({
          username,
          realm,
          password: Buffer.from(password, "hex"),
          nonce,
          uri: request.uri,
          method: request.method,
          qop: used,
          body: octetsOf(request.body),
        });
  const counted: readonly Pair[] =
    used === null
      ? []
      : [
          ["qop", used.name],
          ["nc", used.nc],
          ["cnonce", quote(cnonce)],
        ];
  return digestCredentials([
    ["username", quote(username)],
    ["realm", quote(realm)],
    ["nonce", quote(nonce)],
    ["uri", quote(request.uri)],
    ...counted,
    ["response", quote(response)],
    ...(opaque === null ? [] : [["opaque", quote(opaque)] as const]),
    ["algorithm", "AKAv1-MD5"],
    ...more,
  ]);
}

function digestCredentials(pairs: readonly Pair[]): Credentials {
  return { kind: "credentials", scheme: "Digest", params: pairs.map(([name, value]): Param => ({ name, value })) };
}

/** The digest that credentials ought to have, from what they say themselves and this password. */
export function expectedResponse(credentials: Credentials, password: string, method: string, body: string): string {
  const text = (name: string): string => paramOf(credentials.params, name) ?? "";
  const name = text("qop");
  return digestOf({
    username: text("username"),
    realm: text("realm"),
    password: Buffer.from(password, "hex"),
    nonce: text("nonce"),
    uri: text("uri"),
    method,
    qop: name === "auth" || name === "auth-int" ? { name, nc: text("nc"), cnonce: text("cnonce") } : null,
    body: octetsOf(body),
  });
}
