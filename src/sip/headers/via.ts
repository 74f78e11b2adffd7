import { isFault, type ParseFault } from "../message.ts";
import { type Cursor, DIGIT, faultAt, isAll, readList, SPACE, skip, skipSpace, TOKEN, take, takeSeparator } from "./cursor.ts";
import { isIpv4, isIpv6, takeHost, takePort } from "./host.ts";
import { type Param, paramOf, printParams, takeParams } from "./params.ts";

/** RFC 3261 §20.42. */
export interface Via {
  readonly kind: "via";
  /** UDP, TCP, TLS, SCTP …, in upper case. */
  readonly transport: string;
  /** In brackets where it is an IPv6 address. */
  readonly host: string;
  readonly port: number | null;
  readonly params: readonly Param[];
}

const clause = "RFC 3261 §25.1";

export function readVias(value: string): readonly Via[] | ParseFault {
  return readList(value, takeVia, clause);
}

export function printVia({ transport, host, port, params }: Via): string {
  return `SIP/2.0/${transport} ${host}${port === null ? "" : `:${port}`}${printParams(params)}`;
}

function takeVia(cursor: Cursor): Via | ParseFault {
  skipSpace(cursor);
  const protocol = cursor.at;
  if (take(cursor, TOKEN).toUpperCase() !== "SIP" || !takeSeparator(cursor, "/") || take(cursor, TOKEN) !== "2.0") {
    cursor.at = protocol;
    return faultAt(cursor, "SIP/2.0", clause);
  }
  const transport = takeSeparator(cursor, "/") ? take(cursor, TOKEN).toUpperCase() : "";
  if (transport === "" || skip(cursor.text, cursor.at, SPACE) === cursor.at) return faultAt(cursor, "/, a transport and a space", clause);
  skipSpace(cursor);
  const host = takeHost(cursor);
  if (isFault(host)) return host;
  const port = takeSeparator(cursor, ":") ? takePort(cursor) : null;
  if (isFault(port)) return port;
  const params = takeParams(cursor);
  if (isFault(params)) return params;
  const wrong = params.find((param) => !isWellFormed(param));
  return wrong === undefined ? { kind: "via", transport, host, port, params } : faultAt(cursor, `a proper value of ${wrong.name}`, clause);
}

/** RFC 3261 §25.1 via-params; rport: RFC 3581 §3. */
function isWellFormed({ name, value }: Param): boolean {
  switch (name) {
    case "branch":
      return value !== null && isAll(value, TOKEN);
    case "ttl":
      return value !== null && isAll(value, DIGIT) && Number(value) <= 255;
    case "rport":
      return value === null || (isAll(value, DIGIT) && Number(value) <= 65535);
    case "received":
      return value !== null && (isIpv4(value) || isIpv6(value.replace(/^\[(.*)\]$/, "$1")));
    default:
      return true;
  }
}

/** @returns null where it has none, as in RFC 2543. */
export function branchOf(via: Via): string | null {
  return paramOf(via.params, "branch");
}
