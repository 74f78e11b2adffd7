import type { Credentials } from "../headers/authorization.ts";
import { type Param, paramOf } from "../headers/params.ts";
import { quote } from "../headers/quoted.ts";
import { isFault } from "../message.ts";
import type { AuthenticationVector } from "./authentication.ts";
import { readNonce } from "./challenge.ts";
import { type AuthenticatedRequest, expectedResponse } from "./credentials.ts";

/** What a registrar finds in credentials. */
export type Verdict =
  | { readonly kind: "accepted" }
  /** They answer no challenge yet. */
  | { readonly kind: "unchallenged" }
  /** They answer another challenge than this one. */
  | { readonly kind: "stale" }
  | { readonly kind: "wrong-response" }
  /** The client found that it was not its home network that asked. */
  | { readonly kind: "declined" }
  /** For `resynchronise`, with the RAND of the vector: 28 hexadecimal digits. */
  | { readonly kind: "synchronisation-failure"; readonly auts: string };

/** RFC 3310 §3.3 and §3.4, RFC 2617 §3.3. @param realm as it was in the challenge */
export function judge(credentials: Credentials, vector: AuthenticationVector, realm: string, request: AuthenticatedRequest): Verdict {
  const text = (name: string): string => paramOf(credentials.params, name) ?? "";
  if (text("nonce") === "") return { kind: "unchallenged" };
  const asked = readNonce(text("nonce"));
  if (isFault(asked) || asked.rand !== vector.rand || asked.autn !== vector.autn) return { kind: "stale" };
  if (text("response") === "") return { kind: "declined" };
  const auts = Buffer.from(text("auts"), "base64").toString("hex");
  const isFailure = auts.length === 28;
  const expected = expectedResponse(credentials, isFailure ? "" : vector.xres, request.method, request.body);
  if (expected !== text("response") || text("uri") !== request.uri || text("realm") !== realm) return { kind: "wrong-response" };
  return isFailure ? { kind: "synchronisation-failure", auts } : { kind: "accepted" };
}

/** RFC 2617 §3.2.3: how the server shows that it knows RES as well; for the 200, where the credentials had a qop. */
export function authenticationInfo(credentials: Credentials, xres: string, body: string): readonly Param[] {
  const { params } = credentials;
  const echoed = (name: string): readonly Param[] => params.filter((param) => param.name === name);
  const rspauth = { name: "rspauth", value: quote(expectedResponse(credentials, xres, "", body)) };
  return [...echoed("qop"), rspauth, ...echoed("cnonce"), ...echoed("nc")];
}

/** Whether Authentication-Info proves it. @param credentials those of the request @param body of the response */
export function isProof(info: readonly Param[], credentials: Credentials, res: string, body: string): boolean {
  return paramOf(info, "rspauth") === expectedResponse(credentials, res, "", body);
}
