import type { Address } from "./headers/address.ts";
import { type CSeq, readNumber } from "./headers/numbers.ts";
import type { Via } from "./headers/via.ts";
import { headerOf, isFault, type ParseFault, type SipMessage } from "./message.ts";
import { addressesIn, addressIn, contactsIn, cseqIn, printedRoutesIn, routesIn, tagIn, tokensIn, viasIn } from "./readings.ts";

// What the machines read of a message. End points have had it parsed strictly; what is missing or broken all the same reads as absent.

export function topViaOf(message: SipMessage): Via | null {
  return first(message, "Via", viasIn);
}

/** Of all lines, the top one first. */
export function viasOf(message: SipMessage): readonly Via[] {
  return all(message, "Via", viasIn);
}

export function cseqOf(message: SipMessage): CSeq | null {
  return one(message, "CSeq", cseqIn);
}

export function callIdOf(message: SipMessage): string {
  return headerOf(message, "Call-ID") ?? "";
}

/** @returns null where it has none: a request outside of a dialog, a 100, or a peer of RFC 2543 */
export function tagOf(message: SipMessage, name: "From" | "To"): string | null {
  return one(message, name, tagIn);
}

export function addressOf(message: SipMessage, name: string): Address | null {
  return one(message, name, addressIn);
}

/** All Contact addresses; "*" has none. */
export function contactsOf(message: SipMessage): readonly Address[] {
  return all(message, "Contact", contactsIn);
}

/** The URI of the first Contact. */
export function contactUriOf(message: SipMessage): string | null {
  return first(message, "Contact", addressesIn)?.uri ?? null;
}

type RouteName = "Route" | "Record-Route" | "Path" | "Service-Route";

/** The addresses of all lines, in the order of the message. */
export function routesOf(message: SipMessage, name: RouteName): readonly Address[] {
  return all(message, name, routesIn);
}

/** The same, each as it is written. */
export function printedRoutesOf(message: SipMessage, name: RouteName): readonly string[] {
  return all(message, name, printedRoutesIn);
}

export function tokensOf(message: SipMessage, name: string): readonly string[] {
  return all(message, name, tokensIn);
}

/** Whether a list of option tags has this one: case says nothing (RFC 3261 §7.3.1). @param tag in lower case */
export function hasTag(message: SipMessage, name: "Require" | "Supported", tag: string): boolean {
  return tokensOf(message, name).some((token) => token.toLowerCase() === tag);
}

export function numberOf(message: SipMessage, name: string): number | null {
  return one(message, name, (value) => readNumber(value, 2 ** 32 - 1, "RFC 3261 §25.1"));
}

function one<T>(message: SipMessage, name: string, read: (value: string) => T | ParseFault): T | null {
  const value = headerOf(message, name);
  if (value === null) return null;
  const result = read(value);
  return isFault(result) ? null : result;
}

function first<T>(message: SipMessage, name: string, read: (value: string) => readonly T[] | ParseFault): T | null {
  return one(message, name, read)?.[0] ?? null;
}

function all<T>(message: SipMessage, name: string, read: (value: string) => readonly T[] | ParseFault): readonly T[] {
  const found: T[] = [];
  for (const header of message.headers) {
    if (header.name !== name) continue;
    const items = read(header.value);
    if (!isFault(items)) for (const item of items) found.push(item);
  }
  return found;
}
