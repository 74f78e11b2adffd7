import { fault, isFault, type ParseFault } from "../message.ts";
import { ANY_URI, type Cursor, faultAt, HEADERS, HEX, PARAMETER, PASSWORD, skip, take, USER } from "./cursor.ts";
import { takeHost, takePort } from "./host.ts";
import { nameTwice, type Param, printParams } from "./params.ts";

/** RFC 3261 §19.1.1. What is escaped stays escaped. */
export interface SipUri {
  readonly kind: "sip-uri";
  readonly scheme: "sip" | "sips";
  readonly user: string | null;
  readonly password: string | null;
  /** In brackets where it is an IPv6 address. */
  readonly host: string;
  readonly port: number | null;
  /** The names in lower case. */
  readonly params: readonly Param[];
  /** What stands after the question mark, as it is written. */
  readonly headers: string | null;
}

/** A URI of another scheme: tel, urn, http, cid … */
export interface OtherUri {
  readonly kind: "other-uri";
  /** In lower case. */
  readonly scheme: string;
  readonly rest: string;
}

export type Uri = SipUri | OtherUri;

const clause = "RFC 3261 §25.1";

export function readUri(text: string): Uri | ParseFault {
  const scheme = schemeOf(text);
  if (scheme === "") return fault("expected a URI with its scheme", 0, clause);
  const cursor = { text, at: scheme.length + 1 };
  const uri = scheme === "sip" || scheme === "sips" ? takeSipUri(cursor, scheme) : takeOtherUri(cursor, scheme);
  if (isFault(uri)) return uri;
  if (cursor.at < text.length) return faultAt(cursor, "the end of the URI", clause);
  return brokenEscape(text) ?? uri;
}

/** In lower case, "" where there is none. */
function schemeOf(text: string): string {
  if (text.startsWith("sip:")) return "sip";
  return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0].toLowerCase() ?? "";
}

export function printUri(uri: Uri): string {
  if (uri.kind === "other-uri") return `${uri.scheme}:${uri.rest}`;
  const password = uri.password === null ? "" : `:${uri.password}`;
  const user = uri.user === null ? "" : `${uri.user}${password}@`;
  const port = uri.port === null ? "" : `:${uri.port}`;
  const headers = uri.headers === null ? "" : `?${uri.headers}`;
  return `${uri.scheme}:${user}${uri.host}${port}${printParams(uri.params)}${headers}`;
}

function takeOtherUri(cursor: Cursor, scheme: string): OtherUri | ParseFault {
  const rest = take(cursor, ANY_URI);
  return rest === "" ? faultAt(cursor, `what follows ${scheme}:`, clause) : { kind: "other-uri", scheme, rest };
}

function takeSipUri(cursor: Cursor, scheme: "sip" | "sips"): SipUri | ParseFault {
  const { user, password } = takeUser(cursor);
  if (user === "") return faultAt(cursor, "a user before the @", clause);
  const host = takeHost(cursor);
  if (isFault(host)) return host;
  const port = takeNext(cursor, ":") ? takePort(cursor) : null;
  if (isFault(port)) return port;
  const params = takeUriParams(cursor);
  if (isFault(params)) return params;
  const headers = takeNext(cursor, "?") ? take(cursor, HEADERS) : null;
  if (headers === "") return faultAt(cursor, "a header of the URI", clause);
  return { kind: "sip-uri", scheme, user, password, host, port, params, headers };
}

/** userinfo: everything up to an "@", which stands nowhere else in a SIP URI. */
function takeUser(cursor: Cursor): { readonly user: string | null; readonly password: string | null } {
  const { text, at } = cursor;
  const end = skip(text, at, USER);
  const after = text[end] === ":" ? skip(text, end + 1, PASSWORD) : end;
  if (text[after] !== "@") return { user: null, password: null };
  cursor.at = after + 1;
  return { user: text.slice(at, end), password: after === end ? null : text.slice(end + 1, after) };
}

function takeUriParams(cursor: Cursor): readonly Param[] | ParseFault {
  const params: Param[] = [];
  while (takeNext(cursor, ";")) {
    const name = take(cursor, PARAMETER).toLowerCase();
    if (name === "") return faultAt(cursor, "the name of a parameter", clause);
    const hasValue = takeNext(cursor, "=");
    const value = hasValue ? take(cursor, PARAMETER) : null;
    if (value === "") return faultAt(cursor, `a value of the parameter ${name}`, clause);
    params.push({ name, value });
  }
  const twice = nameTwice(params);
  return twice === null ? params : fault(`the parameter ${twice} stands twice`, cursor.at, "RFC 3261 §19.1.1");
}

function takeNext(cursor: Cursor, character: string): boolean {
  if (cursor.text[cursor.at] !== character) return false;
  cursor.at += 1;
  return true;
}

/** escaped = "%" HEXDIG HEXDIG. */
function brokenEscape(text: string): ParseFault | null {
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
    if (skip(text, at + 1, HEX) < at + 3) return fault("expected two hexadecimal digits after %", at, "RFC 3261 §25.1");
  }
  return null;
}
