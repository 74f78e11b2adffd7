import { type Address, readAddress, readAddresses, readContacts, readRoutes } from "./headers/address.ts";
import { type CSeq, readCSeq, readNumber } from "./headers/numbers.ts";
import { paramOf } from "./headers/params.ts";
import { readTokens } from "./headers/tokens.ts";
import { readVias, type Via } from "./headers/via.ts";
import { headerOf, headersOf, isFault, type ParseFault, type SipMessage } from "./message.ts";

// What the machines read of a message. End points have had it parsed strictly; what is missing or broken all the same reads as absent.

/** What every machine asks of every message is read once: messages do not change. */
interface Read {
  via?: Via | null;
  cseq?: CSeq | null;
  from?: string | null;
  to?: string | null;
}

const readings = new WeakMap<SipMessage, Read>();

function readingOf(message: SipMessage): Read {
  const known = readings.get(message);
  if (known !== undefined) return known;
  const reading: Read = {};
  readings.set(message, reading);
  return reading;
}

export function topViaOf(message: SipMessage): Via | null {
  const reading = readingOf(message);
  reading.via ??= first(message, "Via", readVias);
  return reading.via;
}

export function cseqOf(message: SipMessage): CSeq | null {
  const reading = readingOf(message);
  reading.cseq ??= one(message, "CSeq", readCSeq);
  return reading.cseq;
}

export function callIdOf(message: SipMessage): string {
  return headerOf(message, "Call-ID") ?? "";
}

/** @returns null where it has none: a request outside of a dialog, a 100, or a peer of RFC 2543 */
export function tagOf(message: SipMessage, name: "From" | "To"): string | null {
  const reading = readingOf(message);
  const key = name === "From" ? "from" : "to";
  const known = reading[key];
  if (known !== undefined) return known;
  const address = one(message, name, readAddress);
  const tag = address === null ? null : paramOf(address.params, "tag");
  reading[key] = tag;
  return tag;
}

export function addressOf(message: SipMessage, name: string): Address | null {
  return one(message, name, readAddress);
}

/** All Contact addresses; "*" has none. */
export function contactsOf(message: SipMessage): readonly Address[] {
  return all(message, "Contact", readContacts);
}

/** The URI of the first Contact. */
export function contactUriOf(message: SipMessage): string | null {
  return first(message, "Contact", readAddresses)?.uri ?? null;
}

/** The addresses of all lines, in the order of the message. */
export function routesOf(message: SipMessage, name: "Route" | "Record-Route" | "Path" | "Service-Route"): readonly Address[] {
  return all(message, name, readRoutes);
}

export function tokensOf(message: SipMessage, name: string): readonly string[] {
  return all(message, name, readTokens);
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
  const lines = headersOf(message, name);
  if (lines.length === 0) return [];
  return lines.flatMap((line) => {
    const items = read(line);
    return isFault(items) ? [] : items;
  });
}
