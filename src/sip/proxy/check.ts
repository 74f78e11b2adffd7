import { numberOf, printedRoutesOf, tagOf, tokensOf, topViaOf } from "../fields.ts";
import { branchOf } from "../headers/via.ts";
import { digitsOf } from "../identifiers.ts";
import { type Header, headerOf, headersOf, isFault, type SipRequestMessage } from "../message.ts";
import { uriIn, viasIn } from "../readings.ts";
import type { ProxyConfig } from "./proxy.ts";

/** URI schemes that can be routed. */
const schemes: ReadonlySet<string> = new Set(["sip", "sips", "tel", "urn"]);

/** RFC 3261 §16.3. @returns what a request that must not be forwarded is answered with; null for one that may */
export function checkRequest(
  config: ProxyConfig,
  request: SipRequestMessage,
): { readonly status: number; readonly headers?: readonly Header[] } | null {
  const uri = uriIn(request.uri);
  if (isFault(uri)) return { status: 400 };
  if (!schemes.has(uri.scheme)) return { status: 416 };
  if (numberOf(request, "Max-Forwards") === 0) return { status: 483 };
  if (isLooping(config, request)) return { status: 482 };
  const unsupported = tokensOf(request, "Proxy-Require").filter((option) => !config.supported.includes(option.toLowerCase()));
  return unsupported.length === 0 ? null : { status: 420, headers: [{ name: "Unsupported", value: unsupported.join(", ") }] };
}

/**
 * RFC 3261 §16.6 item 8: what routing looks at, so that a request that comes back unchanged is known for a loop and one that comes back
 * changed for a spiral. It ends the branch.
 */
export function loopMark({ routesByNeighbour = false }: Pick<ProxyConfig, "routesByNeighbour">, request: SipRequestMessage): string {
  const seen = [
    request.uri,
    tagOf(request, "To") ?? "",
    tagOf(request, "From") ?? "",
    headerOf(request, "Call-ID") ?? "",
    headerOf(request, "CSeq")?.split(" ")[0] ?? "",
    ...headersOf(request, "Proxy-Require"),
    ...printedRoutesOf(request, "Route"),
    ...(routesByNeighbour ? [topViaOf(request)?.host ?? ""] : []),
  ];
  return digitsOf(seen.join("\n"));
}

function isLooping(config: ProxyConfig, request: SipRequestMessage): boolean {
  const read = viasIn(config.via);
  const host = isFault(read) ? undefined : read[0]?.host;
  if (host === undefined) return false;
  const own = headersOf(request, "Via").filter((line) => line.includes(host));
  if (own.length === 0) return false;
  const mark = `.${loopMark(config, request)}`;
  return own.some((line) => {
    const vias = viasIn(line);
    return !isFault(vias) && vias.some((other) => other.host === host && branchOf(other)?.endsWith(mark));
  });
}
