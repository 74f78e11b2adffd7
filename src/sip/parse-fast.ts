import { nameAt } from "./header-names.ts";
import { codeAt, DIGIT, isAll } from "./headers/cursor.ts";
import { fault, type Header, isFault, type ParseFault, type SipMessage } from "./message.ts";
import { firstOctets, textOf } from "./octets.ts";

/** What follows from the start line alone. */
type Start =
  | { readonly kind: "request"; readonly method: string; readonly uri: string }
  | { readonly kind: "response"; readonly status: number; readonly reason: string };

/**
 * Takes a message apart and believes what its headers say: for relays, which touch few of them. Faulty is only what cannot be
 * taken apart: no start line, a line without a colon, a length that is none. What follows the body is discarded (RFC 3261 §18.3).
 */
export function parseFast(input: string | Uint8Array): SipMessage | ParseFault {
  const text = typeof input === "string" ? input : textOf(input);
  const from = startOf(text);
  const end = text.indexOf("\r\n\r\n", from);
  if (end < 0) return fault("expected an empty line after the header fields", text.length, "RFC 3261 §7");
  const startEnd = text.indexOf("\r", from);
  if (text.indexOf("\n", from) !== startEnd + 1) return fault("a CR or LF alone", from, "RFC 3261 §7");
  const start = readStart(text.slice(from, startEnd), from);
  if (isFault(start)) return start;

  const headers: Header[] = [];
  let length: number | null = null;
  let at = startEnd + 2;
  while (at <= end) {
    const colon = text.indexOf(":", at);
    // One character is found several times sooner than two.
    let lineEnd = text.indexOf("\r", at);
    let value = valueOnLine(text, colon + 1, lineEnd);
    if (value === null) {
      lineEnd = endOfLine(text, at);
      value = valueIn(text, colon + 1, lineEnd);
    }
    if (colon < 0 || colon >= lineEnd) return fault("expected a colon in the header field", at, "RFC 3261 §7.3.1");
    if (value === null) return fault("a CR or LF alone", at, "RFC 3261 §7");
    const name = nameAt(text, at, colon);
    if (name === "Content-Length") {
      if (length !== null) return fault("a second Content-Length", at, "RFC 3261 §7.3.1");
      if (!isAll(value, DIGIT)) return fault(`expected a number in Content-Length, found ${JSON.stringify(value)}`, at, "RFC 3261 §20.14");
      length = Number(value);
    } else headers.push({ name, value });
    at = lineEnd + 2;
  }

  const rest = text.slice(end + 4);
  const body = length === null ? rest : firstOctets(rest, length);
  if (body === null) return fault("the body is shorter than its Content-Length", text.length, "RFC 3261 §18.3");
  return start.kind === "request"
    ? { kind: "request", method: start.method, uri: start.uri, headers, body }
    : { kind: "response", status: start.status, reason: start.reason, headers, body };
}

/** RFC 3261 §7.5: empty lines before the start line are ignored. */
export function startOf(text: string): number {
  let at = 0;
  while (text.startsWith("\r\n", at)) at += 2;
  return at;
}

/** @returns the index of the CRLF that ends the header field at `at`, past the lines it is folded over (RFC 3261 §7.3.1). */
export function endOfLine(text: string, at: number): number {
  let end = text.indexOf("\r\n", at);
  while (text[end + 2] === " " || text[end + 2] === "\t") end = text.indexOf("\r\n", end + 2);
  return end;
}

/** @returns the value on this one line; null where it is folded over more, or a CR or LF stands alone in it */
function valueOnLine(text: string, from: number, end: number): string | null {
  if (text.indexOf("\n", from) !== end + 1 || isSpace(codeAt(text, end + 2))) return null;
  return trimmed(text, from, end);
}

/** @returns null where a CR or LF stands alone in it */
function valueIn(text: string, at: number, end: number): string | null {
  const whole = text.slice(at, end).replace(/\r\n[ \t]+/g, " ");
  return whole.includes("\n") || whole.includes("\r") ? null : trimmed(whole, 0, whole.length);
}

/** White space of SIP only, where trim() would take that of Unicode. */
function trimmed(text: string, at: number, end: number): string {
  let from = at;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

/** RFC 3261 §7.1 and §7.2: single spaces between three parts. The version is the first thing that must be understood. */
function readStart(line: string, at: number): Start | ParseFault {
  if (line.startsWith("SIP/")) {
    const [, version, status, reason] = /^SIP\/([^ ]*) ([^ ]*)(?: (.*))?$/s.exec(line) ?? [];
    if (version !== "2.0") return fault("expected the version SIP/2.0", at, "RFC 3261 §7.1", 505);
    if (!/^[1-6][0-9]{2}$/.test(status ?? "")) return fault("expected a status from 100 to 699", at + 8, "RFC 3261 §7.2");
    return reason === undefined
      ? fault("expected a space after the status", at + line.length, "RFC 3261 §7.2")
      : { kind: "response", status: Number(status), reason };
  }
  const first = line.indexOf(" ");
  const last = line.lastIndexOf(" ");
  if (first <= 0 || last === first) return fault("expected a method, a URI and a version", at, "RFC 3261 §7.1");
  if (last === line.length - 1) return fault("white space after the version", at + last, "RFC 3261 §7.1");
  const version = line.slice(last + 1).toUpperCase();
  if (version !== "SIP/2.0")
    return fault(`expected the version SIP/2.0, found ${line.slice(last + 1)}`, at + last + 1, "RFC 3261 §7.1", 505);
  return { kind: "request", method: line.slice(0, first), uri: line.slice(first + 1, last) };
}
