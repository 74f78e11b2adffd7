import { paramOf } from "./headers/params.ts";
import type { SipUri } from "./headers/uri.ts";
import { isFault } from "./message.ts";
import { uriIn } from "./readings.ts";
import { remembering } from "./remember.ts";

/** Parameters that one of two equal URIs cannot lack (RFC 3261 §19.1.4; transport by the example of that clause). */
const decisive: readonly string[] = ["user", "ttl", "method", "maddr", "transport"];

/** RFC 3261 §19.1.4. URIs of other schemes are equal where they are written alike. */
export function isSameUri(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [uriIn(one), uriIn(other)];
  if (isFault(a) || isFault(b) || a.kind === "other-uri" || b.kind === "other-uri") return false;
  return (
    a.scheme === b.scheme &&
    plain(a.user) === plain(b.user) &&
    plain(a.password) === plain(b.password) &&
    a.host.toLowerCase() === b.host.toLowerCase() &&
    a.port === b.port &&
    hasParamsOf(a, b) &&
    hasParamsOf(b, a) &&
    headersIn(a) === headersIn(b)
  );
}

/** RFC 3261 §10.3 item 5: what bindings are kept under; without parameters, escaped no more than it must be. */
export const canonicalAddress = remembering((text): string => {
  const uri = uriIn(text);
  if (isFault(uri) || uri.kind === "other-uri") return text;
  const user = uri.user === null ? "" : `${plain(uri.user)}@`;
  return `${uri.scheme}:${user}${uri.host.toLowerCase()}${uri.port === null ? "" : `:${uri.port}`}`;
});

function hasParamsOf({ params }: SipUri, other: SipUri): boolean {
  return params.every(({ name }) => {
    const [own, its] = [paramOf(params, name), paramOf(other.params, name)];
    return its === null ? !decisive.includes(name) : plain(own)?.toLowerCase() === plain(its)?.toLowerCase();
  });
}

/** The order of header fields says nothing. */
function headersIn({ headers }: SipUri): string {
  const fields = headers === null ? [] : headers.split("&").map((field) => plain(field) ?? "");
  return fields.sort().join("&");
}

/** An escaped character that need not be escaped is the same as itself. */
function plain(text: string | null): string | null {
  if (text === null || !text.includes("%")) return text;
  return text.replace(/%([0-9a-f]{2})/gi, (escaped, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[a-z0-9\-_.!~*'()]/i.test(character) ? character : escaped.toUpperCase();
  });
}
