import { isFault, type ParseFault } from "../message.ts";
import { type Cursor, faultAt, readWhole, skipSpace, TOKEN, take, takeSeparator } from "./cursor.ts";
import { type Param, takeParam } from "./params.ts";

/** RFC 3261 §20.44 and §20.27: WWW-Authenticate and Proxy-Authenticate. */
export interface Challenge {
  readonly kind: "challenge";
  /** "Digest", or another; as it is written. */
  readonly scheme: string;
  readonly params: readonly Param[];
}

/** RFC 3261 §20.7 and §20.28: Authorization and Proxy-Authorization. */
export interface Credentials {
  readonly kind: "credentials";
  readonly scheme: string;
  readonly params: readonly Param[];
}

export function readChallenge(value: string): Challenge | ParseFault {
  return readScheme(value, "challenge");
}

export function readCredentials(value: string): Credentials | ParseFault {
  return readScheme(value, "credentials");
}

/** RFC 3261 §20.6: Authentication-Info has parameters alone. */
export function readAuthenticationInfo(value: string): readonly Param[] | ParseFault {
  return readWhole(value, takeAuthParams, "RFC 3261 §25.1");
}

export function printAuthorization({ scheme, params }: Challenge | Credentials): string {
  return `${scheme} ${printAuthParams(params)}`;
}

export function printAuthParams(params: readonly Param[]): string {
  return params.map(({ name, value }) => (value === null ? name : `${name}=${value}`)).join(", ");
}

function readScheme<K extends "challenge" | "credentials">(
  value: string,
  kind: K,
): { readonly kind: K; readonly scheme: string; readonly params: readonly Param[] } | ParseFault {
  return readWhole(
    value,
    (cursor) => {
      const scheme = take(cursor, TOKEN);
      if (scheme === "") return faultAt(cursor, "a scheme", "RFC 3261 §25.1");
      const params = takeAuthParams(cursor);
      return isFault(params) ? params : { kind, scheme, params };
    },
    "RFC 3261 §25.1",
  );
}

function takeAuthParams(cursor: Cursor): readonly Param[] | ParseFault {
  const params: Param[] = [];
  do {
    skipSpace(cursor);
    const param = takeParam(cursor);
    if (isFault(param)) return param;
    params.push(param);
  } while (takeSeparator(cursor, ","));
  return params;
}
