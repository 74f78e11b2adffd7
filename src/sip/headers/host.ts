import type { ParseFault } from "../message.ts";
import { type Cursor, DIGIT, faultAt, LABEL, skip, take } from "./cursor.ts";

/** RFC 3261 §25.1 host: a name, an IPv4 address, or an IPv6 address in its brackets. */
export function takeHost(cursor: Cursor): string | ParseFault {
  const { text, at } = cursor;
  const end = text[at] === "[" ? text.indexOf("]", at) + 1 : endOfName(text, at);
  const host = text.slice(at, end);
  if (end <= at || !(text[at] === "[" ? isIpv6(host.slice(1, -1)) : isHostname(host) || isIpv4(host))) {
    return faultAt(cursor, "a host", "RFC 3261 §25.1");
  }
  cursor.at = end;
  return host;
}

/** 1*DIGIT after the colon, at most 65535. */
export function takePort(cursor: Cursor): number | ParseFault {
  const at = cursor.at;
  const digits = take(cursor, DIGIT);
  if (digits !== "" && digits.length <= 5 && Number(digits) <= 65535) return Number(digits);
  cursor.at = at;
  return faultAt(cursor, "a port from 0 to 65535", "RFC 3261 §25.1");
}

function endOfName(text: string, at: number): number {
  let end = skip(text, at, LABEL);
  while (text[end] === ".") end = skip(text, end + 1, LABEL);
  return end;
}

/** *( domainlabel "." ) toplabel [ "." ]; the last label begins with a letter. */
function isHostname(host: string): boolean {
  const name = host.endsWith(".") ? host.slice(0, -1) : host;
  for (let from = 0, end = 0; from <= name.length; from = end + 1) {
    end = skip(name, from, LABEL);
    if (end === from || name[from] === "-" || name[end - 1] === "-") return false;
    if (end === name.length) return skip(name, from, DIGIT) === from;
  }
  return false;
}

export function isIpv4(host: string): boolean {
  let from = 0;
  for (let part = 1; part <= 4; part++) {
    const end = skip(host, from, DIGIT);
    if (end === from || end > from + 3 || Number(host.slice(from, end)) > 255) return false;
    if (part === 4) return end === host.length;
    if (host[end] !== ".") return false;
    from = end + 1;
  }
  return false;
}

/** RFC 3986 §3.2.2 IPv6address: eight groups, or fewer with one "::"; the last two may be an IPv4 address. */
export function isIpv6(address: string): boolean {
  if (address.length > 45) return false;
  const halves = address.split("::", 3);
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    const parts = half === "" ? [] : half.split(":");
    for (const [place, part] of parts.entries()) {
      const last = index === halves.length - 1 && place === parts.length - 1;
      if (last && isIpv4(part)) groups += 2;
      else if (/^[0-9a-f]{1,4}$/i.test(part)) groups += 1;
      else return false;
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}
