import { addressOf, callIdOf, contactsOf, cseqOf, hasTag, numberOf, printedRoutesOf } from "../fields.ts";
import { type Address, printAddress } from "../headers/address.ts";
import { paramOf, withoutParam, withParam } from "../headers/params.ts";
import { type Header, headerOf, type SipRequestMessage } from "../message.ts";
import type { ResponseDraft } from "../responses.ts";
import { canonicalAddress, isSameUri } from "../same-uri.ts";

/** One way to reach an address of record (RFC 3261 §10). */
export interface Binding {
  readonly kind: "binding";
  readonly contact: Address;
  readonly callId: string;
  readonly sequence: number;
  /** In virtual ms. */
  readonly until: number;
  /** RFC 3327: what leads to it, as a Route has it. */
  readonly path: readonly string[];
}

/** By canonical address of record. */
export interface Bindings {
  readonly [address: string]: readonly Binding[];
}

export interface RegistrarConfig {
  /** All in s. */
  readonly defaultExpires: number;
  readonly minExpires: number;
  readonly maxExpires: number;
}

export interface Registered {
  readonly bindings: Bindings;
  readonly answer: ResponseDraft;
}

/** RFC 3261 §10.3, for a request that has been authenticated. All of its changes are made or none. @param now in virtual ms */
export function register(bindings: Bindings, request: SipRequestMessage, now: number, config: RegistrarConfig): Registered {
  const address = canonicalAddress(addressOf(request, "To")?.uri ?? "");
  const current = bindingsOf(bindings, address, now);
  const changed = isRemovalOfAll(request) ? removeAll(request, current) : change(request, current, now, config);
  if ("status" in changed) return { bindings, answer: changed };
  const { [address]: _, ...others } = bindings;
  const next = changed.length === 0 ? others : { ...others, [address]: changed };
  return { bindings: next, answer: { status: 200, headers: [...contactsIn(changed, now), ...pathIn(request)] } };
}

/** The bindings that hold, the latest last. */
export function bindingsOf(bindings: Bindings, address: string, now: number): readonly Binding[] {
  return (bindings[canonicalAddress(address)] ?? []).filter(({ until }) => until > now);
}

/** RFC 3261 §16.5, RFC 3327 §5.3: where a proxy with these bindings sends a request for the address, in the shape of its targets. */
export function targetsIn(
  bindings: Bindings,
  address: string,
  now: number,
): readonly { readonly uri: string; readonly routes: readonly string[] }[] {
  return bindingsOf(bindings, address, now).map(({ contact, path }) => ({ uri: contact.uri, routes: path }));
}

/** Item 6: "*" stands alone, with Expires 0. */
function isRemovalOfAll(request: SipRequestMessage): boolean {
  return headerOf(request, "Contact") === "*";
}

function removeAll(request: SipRequestMessage, current: readonly Binding[]): readonly Binding[] | ResponseDraft {
  if (numberOf(request, "Expires") !== 0) return { status: 400 };
  return current.some((binding) => isStale(request, binding)) ? { status: 500 } : [];
}

/** Item 7. */
function change(
  request: SipRequestMessage,
  current: readonly Binding[],
  now: number,
  config: RegistrarConfig,
): readonly Binding[] | ResponseDraft {
  let next = current;
  for (const contact of contactsOf(request)) {
    const asked = secondsOf(contact) ?? numberOf(request, "Expires") ?? config.defaultExpires;
    if (asked > 0 && asked < config.minExpires) return { status: 423, headers: [{ name: "Min-Expires", value: `${config.minExpires}` }] };
    const known = next.find((binding) => isSameUri(binding.contact.uri, contact.uri));
    if (known !== undefined && isStale(request, known)) return { status: 500 };
    next = next.filter((binding) => binding !== known);
    if (asked > 0) next = [...next, bind(request, contact, now + 1000 * Math.min(asked, config.maxExpires))];
  }
  return next;
}

/** A request of the same Call-ID that comes out of order changes nothing. */
function isStale(request: SipRequestMessage, binding: Binding): boolean {
  return binding.callId === callIdOf(request) && (cseqOf(request)?.number ?? 0) <= binding.sequence;
}

function bind(request: SipRequestMessage, contact: Address, until: number): Binding {
  const path = supportsPath(request) ? printedRoutesOf(request, "Path") : [];
  const kept = { ...contact, params: withoutParam(contact.params, "expires") };
  return { kind: "binding", contact: kept, callId: callIdOf(request), sequence: cseqOf(request)?.number ?? 0, until, path };
}

/** Item 8. */
function contactsIn(bindings: readonly Binding[], now: number): readonly Header[] {
  return bindings.map(({ contact, until }) => {
    const params = withParam(contact.params, "expires", `${Math.ceil((until - now) / 1000)}`);
    return { name: "Contact", value: printAddress({ ...contact, params }) };
  });
}

/** RFC 3327 §5.3: a registrar that keeps the path gives it back. */
function pathIn(request: SipRequestMessage): readonly Header[] {
  return supportsPath(request) ? request.headers.filter(({ name }) => name === "Path") : [];
}

function supportsPath(request: SipRequestMessage): boolean {
  return hasTag(request, "Supported", "path");
}

function secondsOf({ params }: Address): number | null {
  const value = paramOf(params, "expires");
  return value === null || !/^\d{1,10}$/.test(value) ? null : Number(value);
}
