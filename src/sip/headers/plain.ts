import { codeAt, HEADERS, HEX, isIn, PARAMETER, PASSWORD, SPACE, skip, TEXT, TOKEN, USER, VALUE } from "./cursor.ts";
import { endOfHost, endOfPort } from "./host.ts";

// A first look at a value, which takes nothing apart and only ever says yes: to the shapes in which nearly all headers come. What it does
// not know may be right all the same, and is for the grammar to read. What it says yes to, the grammar accepts, and no character of it is bad.
// Each `endOf…` answers the index after what begins there, NONE where it is not plain.

const NONE = -1;

const BLANK = 0x20;
const QUOTE = 0x22;
const PERCENT = 0x25;
const COMMA = 0x2c;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const AT = 0x40;

export const arePlainVias = (value: string): boolean => isListOf(value, endOfVia);
export const arePlainAddresses = (value: string): boolean => isListOf(value, endOfAddress);
export const arePlainContacts = (value: string): boolean => isListOf(value, endOfContact);
export const arePlainTokens = (value: string): boolean => isListOf(value, endOfToken);
export const arePlainMediaTypes = (value: string): boolean => isListOf(value, endOfMediaType);
export const isPlainAddress = (value: string): boolean => endOfAddress(value, 0) === value.length;
/** From and To. */
export const isPlainTagged = (value: string): boolean => endOfTagged(value, 0) === value.length;
export const isPlainMediaType = (value: string): boolean => endOfMediaType(value, 0) === value.length;

function isListOf(value: string, endOf: (text: string, at: number) => number): boolean {
  let at = 0;
  for (;;) {
    at = endOf(value, at);
    if (at === value.length) return true;
    if (at === NONE || value.charCodeAt(at) !== COMMA) return false;
    at = skip(value, at + 1, SPACE);
  }
}

function endOfVia(text: string, at: number): number {
  if (!text.startsWith("SIP/2.0/", at)) return NONE;
  const transport = at + 8;
  const space = skip(text, transport, TOKEN);
  if (space === transport || codeAt(text, space) !== BLANK) return NONE;
  return endOfParams(text, endOfPort(text, endOfHost(text, space + 1)), "via");
}

const endOfAddress = (text: string, at: number): number => endOfParams(text, endOfNameAddr(text, at), "any");
const endOfContact = (text: string, at: number): number => endOfParams(text, endOfNameAddr(text, at), "contact");
const endOfTagged = (text: string, at: number): number => endOfParams(text, endOfNameAddr(text, at), "tagged");

/** With its angle brackets, and a SIP URI between them. */
function endOfNameAddr(text: string, at: number): number {
  const isQuoted = codeAt(text, at) === QUOTE;
  const name = isQuoted ? endOfQuoted(text, at) : skip(text, at, TOKEN | SPACE);
  if (name === NONE) return NONE;
  const open = isQuoted ? skip(text, name, SPACE) : name;
  if (codeAt(text, open) !== LESS) return NONE;
  const close = endOfSipUri(text, open + 1);
  return close !== NONE && codeAt(text, close) === GREATER ? close + 1 : NONE;
}

/** Also of the Request-URI. */
export function endOfSipUri(text: string, at: number): number {
  const user = text.startsWith("sip:", at) ? at + 4 : text.startsWith("sips:", at) ? at + 5 : NONE;
  if (user === NONE) return NONE;
  const name = skipEscaped(text, user, USER);
  const end = codeAt(text, name) === COLON ? skipEscaped(text, name + 1, PASSWORD) : name;
  const hasUser = codeAt(text, end) === AT;
  if (hasUser && name === user) return NONE;
  const params = endOfUriParams(text, endOfPort(text, endOfHost(text, hasUser ? end + 1 : user)));
  if (params === NONE || codeAt(text, params) !== QUESTION) return params;
  const headers = skipEscaped(text, params + 1, HEADERS);
  return headers === params + 1 ? NONE : headers;
}

function endOfUriParams(text: string, from: number): number {
  let at = from;
  for (let seen = 0; at !== NONE && codeAt(text, at) === SEMICOLON; ) {
    const name = at + 1;
    at = skipEscaped(text, name, PARAMETER);
    const mark = at === name ? 0 : markOf(text, name, at);
    if (mark === 0 || (seen & mark) !== 0) return NONE;
    seen |= mark;
    if (codeAt(text, at) !== EQUALS) continue;
    const value = at + 1;
    at = skipEscaped(text, value, PARAMETER);
    if (at === value) return NONE;
  }
  return at;
}

/** Whose parameters they are: some of them have a grammar of their own. */
type Owner = "via" | "tagged" | "contact" | "any";

function endOfParams(text: string, from: number, owner: Owner): number {
  const values = owner === "via" || owner === "tagged" ? TOKEN : VALUE;
  let at = from;
  for (let seen = 0; at !== NONE && codeAt(text, at) === SEMICOLON; ) {
    const name = at + 1;
    at = skip(text, name, TOKEN);
    const mark = at === name || isSpecial(text, name, at, owner) ? 0 : markOf(text, name, at);
    if (mark === 0 || (seen & mark) !== 0) return NONE;
    seen |= mark;
    if (codeAt(text, at) !== EQUALS) continue;
    const value = at + 1;
    at = values === VALUE && codeAt(text, value) === QUOTE ? endOfQuoted(text, value) : skip(text, value, values);
    if (at === value) return NONE;
  }
  return at;
}

/** Whether the name may be one that needs a closer look: ttl, rport, received, a branch without value; a tag without value; q, expires. */
function isSpecial(text: string, name: number, end: number, owner: Owner): boolean {
  switch (owner) {
    case "via":
      return !text.startsWith("branch=", name) && "btrBTR".includes(text.charAt(name));
    case "tagged":
      return end === name + 3 && codeAt(text, end) !== EQUALS;
    case "contact":
      return end === name + 1 || end === name + 7;
    case "any":
      return false;
  }
}

/** One of 32 bits, the same for names that differ in case alone: two names with one bit may be one name twice. */
function markOf(text: string, name: number, end: number): number {
  return 1 << ((text.charCodeAt(name) | 0x20) + (text.charCodeAt(end - 1) | 0x20) + 7 * (end - name));
}

function endOfToken(text: string, at: number): number {
  const end = skip(text, at, TOKEN);
  return end === at ? NONE : end;
}

function endOfMediaType(text: string, at: number): number {
  const slash = endOfToken(text, at);
  if (slash === NONE || codeAt(text, slash) !== SLASH) return NONE;
  return endOfParams(text, endOfToken(text, slash + 1), "any");
}

function endOfQuoted(text: string, at: number): number {
  const end = skip(text, at + 1, TEXT);
  return codeAt(text, end) === QUOTE ? end + 1 : NONE;
}

/** As skip, and as far as each % begins an escape. */
function skipEscaped(text: string, at: number, set: number): number {
  let index = at;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (!isIn(code, set)) break;
    if (code !== PERCENT) index += 1;
    else if (skip(text, index + 1, HEX) >= index + 3) index += 3;
    else break;
  }
  return index;
}
