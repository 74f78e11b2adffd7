import { fault, isFault, type ParseFault } from "../message.ts";
import { ANY_URI, type Cursor, faultAt, isAll, readList, readWhole, skip, skipSpace, TOKEN } from "./cursor.ts";
import { type Param, printParams, takeParams } from "./params.ts";
import { quote, takeQuoted } from "./quoted.ts";
import { readUri } from "./uri.ts";

/** RFC 3261 §20.10: name-addr or addr-spec, with the parameters of the header. */
export interface Address {
  readonly kind: "address";
  /** Without its quotes; null where there is none. */
  readonly display: string | null;
  readonly uri: string;
  readonly params: readonly Param[];
}

const clause = "RFC 3261 §25.1";

/** From, To, Refer-To, Referred-By, Reply-To: one address. */
export function readAddress(value: string): Address | ParseFault {
  return readWhole(value, takeAddress, clause);
}

/** Contact, P-Asserted-Identity and their like: one or more. */
export function readAddresses(value: string): readonly Address[] | ParseFault {
  return readList(value, takeAddress, clause);
}

/** Route, Record-Route, Path, Service-Route: each within angle brackets. */
export function readRoutes(value: string): readonly Address[] | ParseFault {
  return readList(value, takeNameAddr, clause);
}

/** RFC 3261 §20.10: "*" stands alone; no addresses then. */
export function readContacts(value: string): readonly Address[] | ParseFault {
  return value === "*" ? [] : readAddresses(value);
}

/** Always within angle brackets, which every address may have and some need. */
export function printAddress({ display, uri, params }: Address): string {
  return `${display === null ? "" : `${printDisplay(display)} `}<${uri}>${printParams(params)}`;
}

export function printAddresses(addresses: readonly Address[]): string {
  return addresses.map(printAddress).join(", ");
}

function printDisplay(display: string): string {
  return display.split(" ").every((word) => isAll(word, TOKEN)) ? display : quote(display);
}

function takeAddress(cursor: Cursor): Address | ParseFault {
  skipSpace(cursor);
  const { text, at } = cursor;
  if (text[at] === "<" || text[at] === '"') return takeNameAddr(cursor);
  // Only a display name is followed by an angle bracket before a colon can end the scheme.
  const end = skip(text, at, TOKEN);
  return text[end] === ":" ? takeAddrSpec(cursor) : takeNameAddr(cursor);
}

function takeNameAddr(cursor: Cursor): Address | ParseFault {
  skipSpace(cursor);
  const display = cursor.text[cursor.at] === '"' ? takeQuoted(cursor) : takeTokens(cursor);
  if (isFault(display)) return display;
  skipSpace(cursor);
  const from = cursor.at + 1;
  if (cursor.text[cursor.at] !== "<") {
    return faultAt(cursor, display === null ? "an address" : 'a display name of tokens or in quotes, and "<"', clause);
  }
  const end = cursor.text.indexOf(">", from);
  if (end < 0) return fault('expected ">" after the URI', from, clause);
  const uri = cursor.text.slice(from, end);
  cursor.at = end + 1;
  return finish(cursor, display, uri, from);
}

/** A URI with a comma, a semicolon or a question mark needs its brackets (RFC 3261 §20). */
function takeAddrSpec(cursor: Cursor): Address | ParseFault {
  const { text, at } = cursor;
  const most = skip(text, at, ANY_URI);
  let end = at;
  while (end < most && text[end] !== ";" && text[end] !== "," && text[end] !== "?") end += 1;
  if (text[end] === "?") return fault("a URI with headers stands within angle brackets", end, "RFC 3261 §20");
  cursor.at = end;
  return finish(cursor, null, text.slice(at, end), at);
}

function finish(cursor: Cursor, display: string | null, uri: string, at: number): Address | ParseFault {
  const read = readUri(uri);
  if (isFault(read)) return { ...read, where: at + read.where };
  const params = takeParams(cursor);
  return isFault(params) ? params : { kind: "address", display, uri, params };
}

/** *( token LWS ), with one space between. */
function takeTokens(cursor: Cursor): string | null {
  const { text, at } = cursor;
  let end = skip(text, at, TOKEN);
  while (end < text.length) {
    const next = text[end] === " " || text[end] === "\t" ? end + 1 : skip(text, end, TOKEN);
    if (next === end) break;
    end = next;
  }
  cursor.at = end;
  const tokens = text.slice(at, end).trim();
  return tokens === "" ? null : tokens.replace(/[ \t]+/g, " ");
}
