import { canonicalName } from "./header-names.ts";
import { isAll, skip, TEXT, TOKEN } from "./headers/cursor.ts";
import { grammarOf } from "./headers/grammar.ts";
import { endOfSipUri } from "./headers/plain.ts";
import { readUri } from "./headers/uri.ts";
import { fault, headerOf, isFault, type ParseFault, type SipMessage, type SipRequestMessage } from "./message.ts";
import { textOf } from "./octets.ts";
import { endOfLine, parseFast, startOf } from "./parse-fast.ts";

/** RFC 3261 §8.1.1 without Max-Forwards, which RFC 2543 does not know (RFC 4475 §3.4.1). */
const required = ["To", "From", "CSeq", "Call-ID", "Via"] as const;

/** Takes a message apart and checks every header whose grammar is known: for end points, and to judge what others send. */
export function parseStrict(input: string | Uint8Array): SipMessage | ParseFault {
  const text = typeof input === "string" ? input : textOf(input);
  const message = parseFast(text);
  return isFault(message) ? message : (faultIn(message, text) ?? message);
}

/**
 * What the grammar has against a message that could be taken apart; null for nothing.
 * @param text what it was taken from
 */
export function faultIn(message: SipMessage, text: string): ParseFault | null {
  return checkStart(message, startOf(text)) ?? checkHeaders(message, text) ?? checkWhole(message, text);
}

function checkStart(message: SipMessage, at: number): ParseFault | null {
  switch (message.kind) {
    case "request":
      return isAll(message.method, TOKEN)
        ? checkUri(message, at + message.method.length + 1)
        : fault("expected a method", at, "RFC 3261 §7.1");
    case "response": {
      const bad = badCharacter(message.reason);
      return bad < 0 ? null : fault("a control character in the reason", at + 12 + bad, "RFC 3261 §25.1");
    }
  }
}

function checkUri({ uri }: SipRequestMessage, at: number): ParseFault | null {
  if (endOfSipUri(uri, 0) === uri.length && !uri.includes("?")) return null;
  if (uri.startsWith("<")) return fault("the Request-URI stands without angle brackets", at, "RFC 3261 §7.1");
  const space = uri.indexOf(" ");
  if (space >= 0) return fault("white space in or around the Request-URI", at + space, "RFC 3261 §7.1");
  const read = readUri(uri);
  if (isFault(read)) return { ...read, what: `Request-URI: ${read.what}`, where: at + read.where };
  if (read.kind === "sip-uri" && read.headers !== null)
    return fault("a Request-URI has no headers", at + uri.indexOf("?"), "RFC 3261 §19.1.1");
  return null;
}

function checkHeaders(message: SipMessage, text: string): ParseFault | null {
  const seen: string[] = [];
  let index = -1;
  for (const { name, value } of message.headers) {
    index += 1;
    const grammar = grammarOf(name);
    const isPlain = grammar?.isPlain(value) === true;
    const bad = isPlain ? -1 : badCharacter(value);
    if (bad >= 0) return inHeader(text, index, fault("a character that no header may have", bad, "RFC 3261 §25.1"));
    if (grammar === undefined) {
      if (!isAll(name, TOKEN)) return inHeader(text, index, fault("expected a token as name", -1, "RFC 3261 §7.3.1"));
      continue;
    }
    const again = seen.includes(name);
    if (again && !grammar.many) return inHeader(text, index, fault("stands twice", -1, "RFC 3261 §7.3.1"));
    if (!again) seen.push(name);
    const read = isPlain ? null : grammar.read(value);
    if (isFault(read)) return inHeader(text, index, read);
  }
  const missing = required.filter((name) => !seen.includes(name));
  return missing.length === 0 ? null : fault(`without ${missing.join(", ")}`, text.indexOf("\r\n\r\n"), "RFC 3261 §8.1.1");
}

/** What two parts of a message must agree on. */
function checkWhole(message: SipMessage, text: string): ParseFault | null {
  const index = message.kind === "request" ? message.headers.findIndex(({ name }) => name === "CSeq") : -1;
  const said = methodIn(message.headers[index]?.value ?? "");
  if (message.kind === "request" && said !== message.method)
    return inHeader(text, index, fault(`the method is ${message.method}, CSeq says ${said}`, 0, "RFC 3261 §8.1.1.5"));
  if (message.body !== "" && headerOf(message, "Content-Type") === null) {
    return fault("a body without Content-Type", text.length - message.body.length, "RFC 3261 §20.15");
  }
  return null;
}

/** What follows the number of a CSeq that is right: a method is a token, and the last one. */
function methodIn(cseq: string): string {
  return cseq.slice(Math.max(cseq.lastIndexOf(" "), cseq.lastIndexOf("\t")) + 1);
}

/** @returns the index of a control character, or of an octet that is not UTF-8; -1 for none. A backslash may quote the former. */
function badCharacter(value: string): number {
  for (let at = skip(value, 0, TEXT); at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code >= 0x20 && code < 0x7f) || code === 0x09 || (code > 0x7f && (code < 0xdc80 || code > 0xdcff))) continue;
    const before = value.charCodeAt(at - 1);
    const isQuoted = code <= 0x7f ? before === 0x5c && code !== 0x0a && code !== 0x0d : before >= 0xd800 && before <= 0xdbff;
    if (!isQuoted) return at;
  }
  return -1;
}

/** Finds the place of what is wrong in the header of this index; offset -1 is its name. Goes over the text again, for the first fault only. */
function inHeader(text: string, index: number, { what, where, clause, answer }: ParseFault): ParseFault {
  let at = text.indexOf("\r\n", startOf(text)) + 2;
  let left = index;
  for (;;) {
    const colon = text.indexOf(":", at);
    const name = canonicalName(text.slice(at, colon).trimEnd());
    if (name !== "Content-Length" && left-- === 0) {
      return fault(`${name}: ${what}`, where < 0 ? at : placeInValue(text, colon + 1, where), clause, answer);
    }
    at = endOfLine(text, at) + 2;
  }
}

/** @param where an offset in the unfolded value that begins after `from`. */
function placeInValue(text: string, from: number, where: number): number {
  const lead = /[ \t\r\n]*/y;
  lead.lastIndex = from;
  lead.test(text);
  let at = lead.lastIndex;
  for (let left = where; left > 0 && at < text.length; left--) {
    const fold = /\r\n[ \t]+/y;
    fold.lastIndex = at;
    at = fold.test(text) ? fold.lastIndex : at + 1;
  }
  return at;
}
