import type { ParseFault } from "../message.ts";
import { fault, isFault } from "../message.ts";
import { type Cursor, faultAt, readList, skip, skipSpace, TOKEN, take, takeSeparator, WORD } from "./cursor.ts";
import { type Param, printParams, takeParams } from "./params.ts";

/** Allow, Supported, Require, Proxy-Require, Unsupported, Allow-Events, Recv-Info: tokens, perhaps none. */
export function readTokens(value: string): readonly string[] | ParseFault {
  return value === "" ? [] : readList(value, takeToken, "RFC 3261 §25.1");
}

export function printTokens(tokens: readonly string[]): string {
  return tokens.join(", ");
}

/** RFC 3261 §25.1 callid = word [ "@" word ]. */
export function readCallId(value: string): string | ParseFault {
  return isCallId(value) ? value : fault("expected a word, or two with @ between", 0, "RFC 3261 §20.8");
}

export function isCallId(value: string): boolean {
  const end = skip(value, 0, WORD);
  if (end === value.length || end === 0) return end > 0;
  return value.charAt(end) === "@" && end + 1 < value.length && skip(value, end + 1, WORD) === value.length;
}

/** RFC 3261 §20.15; of Accept as well, where "*" stands for any. */
export interface MediaType {
  readonly kind: "media-type";
  /** In lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly params: readonly Param[];
}

export function readMediaTypes(value: string): readonly MediaType[] | ParseFault {
  return value === "" ? [] : readList(value, takeMediaType, "RFC 3261 §20.1");
}

export function readMediaType(value: string): MediaType | ParseFault {
  const types = readList(value, takeMediaType, "RFC 3261 §20.15");
  if (isFault(types)) return types;
  const [type] = types;
  return type !== undefined && types.length === 1 ? type : fault("expected one media type", 0, "RFC 3261 §20.15");
}

export function printMediaType({ type, subtype, params }: MediaType): string {
  return `${type}/${subtype}${printParams(params)}`;
}

function takeToken(cursor: Cursor): string | ParseFault {
  skipSpace(cursor);
  const token = take(cursor, TOKEN);
  return token === "" ? faultAt(cursor, "a token", "RFC 3261 §25.1") : token;
}

function takeMediaType(cursor: Cursor): MediaType | ParseFault {
  const type = takeToken(cursor);
  if (isFault(type)) return type;
  const subtype = takeSeparator(cursor, "/") ? takeToken(cursor) : faultAt(cursor, "/ and a subtype", "RFC 3261 §20.15");
  if (isFault(subtype)) return subtype;
  const params = takeParams(cursor);
  return isFault(params) ? params : { kind: "media-type", type: type.toLowerCase(), subtype: subtype.toLowerCase(), params };
}
