import type { ParseFault } from "../message.ts";
import { type Cursor, codeAt, DIGIT, faultAt, HEX, isIn, LABEL, skip } from "./cursor.ts";

const DOT = 0x2e;
const COLON = 0x3a;
const HYPHEN = 0x2d;
const OPEN = 0x5b;

/** RFC 3261 §25.1 host: a name, an IPv4 address, or an IPv6 address in its brackets. */
export function takeHost(cursor: Cursor): string | ParseFault {
  const { text, at } = cursor;
  const end = endOfHost(text, at);
  if (end < 0) return faultAt(cursor, "a host", "RFC 3261 §25.1");
  cursor.at = end;
  return text.slice(at, end);
}

/** @returns the index after the host, -1 where there is none */
export function endOfHost(text: string, at: number): number {
  return codeAt(text, at) === OPEN ? endOfReference(text, at) : endOfName(text, at);
}

/** 1*DIGIT after the colon, at most 65535. */
export function takePort(cursor: Cursor): number | ParseFault {
  const { text, at } = cursor;
  const end = skip(text, at, DIGIT);
  if (!isPort(text, at, end)) return faultAt(cursor, "a port from 0 to 65535", "RFC 3261 §25.1");
  cursor.at = end;
  return numberIn(text, at, end);
}

/** @returns the index after the colon and the port, the same index where no colon stands; -1 where what follows it is none, or the host was none */
export function endOfPort(text: string, at: number): number {
  if (at < 0 || codeAt(text, at) !== COLON) return at;
  const end = skip(text, at + 1, DIGIT);
  return isPort(text, at + 1, end) ? end : -1;
}

function isPort(text: string, from: number, to: number): boolean {
  return to > from && to <= from + 5 && numberIn(text, from, to) <= 65535;
}

export function isIpv4(host: string): boolean {
  return host !== "" && endOfIpv4(host, 0) === host.length;
}

export function isIpv6(address: string): boolean {
  return isIpv6Within(address, 0, address.length);
}

/** IPv6reference. @returns -1 where there is none */
function endOfReference(text: string, at: number): number {
  const close = text.indexOf("]", at);
  return close > 0 && isIpv6Within(text, at + 1, close) ? close + 1 : -1;
}

/** *( domainlabel "." ) toplabel [ "." ], the last label beginning with a letter; or IPv4. @returns -1 where there is neither */
function endOfName(text: string, at: number): number {
  let last = at;
  for (let from = at; ; ) {
    const end = skip(text, from, LABEL);
    const isMore = codeAt(text, end) === DOT;
    if (end > from) {
      if (text.charCodeAt(from) === HYPHEN || text.charCodeAt(end - 1) === HYPHEN) return -1;
      last = from;
    } else if (isMore || from === at) return -1;
    if (!isMore) return isIn(text.charCodeAt(last), DIGIT) && endOfIpv4(text, at) !== end ? -1 : end;
    from = end + 1;
  }
}

/** @returns -1 where there is none */
function endOfIpv4(text: string, at: number): number {
  let from = at;
  for (let part = 1; ; part++) {
    const end = skip(text, from, DIGIT);
    if (end === from || end > from + 3 || numberIn(text, from, end) > 255) return -1;
    if (part === 4) return end;
    if (codeAt(text, end) !== DOT) return -1;
    from = end + 1;
  }
}

/** RFC 3986 §3.2.2 IPv6address: eight groups, or fewer with one "::"; the last two may be an IPv4 address. */
function isIpv6Within(text: string, from: number, to: number): boolean {
  let groups = 0;
  let hasGap = text.startsWith("::", from);
  let at = hasGap ? from + 2 : from;
  while (at < to) {
    const end = skip(text, at, HEX);
    if (codeAt(text, end) === DOT) {
      groups += 2;
      return endOfIpv4(text, at) === to && fits(groups, hasGap);
    }
    groups += 1;
    if (end === at || end > at + 4 || groups > 8) return false;
    if (end === to) return fits(groups, hasGap);
    if (text.charCodeAt(end) !== COLON) return false;
    at = end + 1;
    if (codeAt(text, at) !== COLON) continue;
    if (hasGap) return false;
    hasGap = true;
    at += 1;
  }
  // What ends in a colon ends in two of them.
  return hasGap && fits(groups, hasGap) && text.startsWith("::", to - 2);
}

const fits = (groups: number, hasGap: boolean): boolean => (hasGap ? groups <= 7 : groups === 8);

/** @returns what the digits say; there are few */
function numberIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 0x30;
  return number;
}
