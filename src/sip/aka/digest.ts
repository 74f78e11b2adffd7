import { createHash } from "node:crypto";

/** RFC 2617 §3.2.2.1, with the octets of RES as password where RFC 3310 §3.3 says so. */
export interface DigestInput {
  readonly username: string;
  readonly realm: string;
  readonly password: Uint8Array;
  readonly nonce: string;
  readonly uri: string;
  /** Of the request; "" for the response-auth of the server (§3.2.3). */
  readonly method: string;
  /** null: as RFC 2069 had it. */
  readonly qop: { readonly name: "auth" | "auth-int"; readonly nc: string; readonly cnonce: string } | null;
  /** The entity body, which auth-int covers. */
  readonly body: Uint8Array;
}

/** @returns request-digest: 32 hexadecimal digits. */
export function digestOf({ username, realm, password, nonce, uri, method, qop, body }: DigestInput): string {
  const a1 = md5(`${username}:${realm}:`, password);
  const a2 = md5(qop?.name === "auth-int" ? `${method}:${uri}:${md5(body)}` : `${method}:${uri}`);
  return md5(qop === null ? `${a1}:${nonce}:${a2}` : `${a1}:${nonce}:${qop.nc}:${qop.cnonce}:${qop.name}:${a2}`);
}

function md5(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
