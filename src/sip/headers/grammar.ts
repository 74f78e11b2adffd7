import { fault, isFault, type ParseFault } from "../message.ts";
import { type Address, readAddress, readAddresses, readContacts, readRoutes } from "./address.ts";
import { readAuthenticationInfo, readChallenge, readCredentials } from "./authorization.ts";
import { type Cursor, DIGIT, faultAt, isAll, readList, readWhole, skipSpace, TOKEN, take } from "./cursor.ts";
import { readEvent, readReplaces, readSubscriptionState } from "./events.ts";
import { readCSeq, readMaxForwards, readNumber, readRAck, readRSeq, readSeconds, takeNumber } from "./numbers.ts";
import { paramOf, takeParams } from "./params.ts";
import {
  arePlainAddresses,
  arePlainContacts,
  arePlainMediaTypes,
  arePlainTokens,
  arePlainVias,
  isPlainAddress,
  isPlainMediaType,
  isPlainTagged,
} from "./plain.ts";
import { takeQuoted } from "./quoted.ts";
import { isCallId, readCallId, readMediaType, readMediaTypes, readTokens } from "./tokens.ts";
import { readVias } from "./via.ts";

interface Grammar {
  /** @returns a fault, or anything else. */
  readonly read: (value: string) => unknown;
  /** Says yes to nearly every value that `read` accepts, and sooner; to no other. */
  readonly isPlain: (value: string) => boolean;
  /** Whether more than one line of it is as good as a list (RFC 3261 §7.3.1). */
  readonly many: boolean;
}

const no: Grammar["isPlain"] = () => false;
const one = (read: Grammar["read"], isPlain = no): Grammar => ({ read, isPlain, many: false });
const many = (read: Grammar["read"], isPlain = no): Grammar => ({ read, isPlain, many: true });

/** What a strict parser knows of header fields; another may hold any text. */
const grammars: ReadonlyMap<string, Grammar> = new Map<string, Grammar>([
  ["Via", many(readVias, arePlainVias)],
  ["From", one(checkTagged, isPlainTagged)],
  ["To", one(checkTagged, isPlainTagged)],
  ["Call-ID", one(readCallId, isCallId)],
  ["CSeq", one(readCSeq)],
  ["Max-Forwards", one(readMaxForwards)],
  ["Contact", many(checkContacts, arePlainContacts)],
  ["Route", many(readRoutes, arePlainAddresses)],
  ["Record-Route", many(readRoutes, arePlainAddresses)],
  ["Path", many(readRoutes, arePlainAddresses)],
  ["Service-Route", many(readRoutes, arePlainAddresses)],
  ["P-Asserted-Identity", many(readAddresses, arePlainAddresses)],
  ["P-Preferred-Identity", many(readAddresses, arePlainAddresses)],
  ["P-Associated-URI", many((value) => (value === "" ? [] : readAddresses(value)))],
  ["Reply-To", one(readAddress, isPlainAddress)],
  ["Refer-To", one(readAddress, isPlainAddress)],
  ["Referred-By", one(readAddress, isPlainAddress)],
  ["Replaces", one(readReplaces)],
  ["Event", one(readEvent)],
  ["Subscription-State", one(readSubscriptionState)],
  ["RSeq", one(readRSeq)],
  ["RAck", one(readRAck)],
  ["Expires", one(readSeconds)],
  ["Min-Expires", one(readSeconds)],
  ["Date", one(checkDate)],
  ["Retry-After", one(checkRetryAfter)],
  ["Warning", many(checkWarnings)],
  ["Allow", many(readTokens, arePlainTokens)],
  ["Allow-Events", many(readTokens, arePlainTokens)],
  ["Supported", many(readTokens, arePlainTokens)],
  ["Unsupported", many(readTokens, arePlainTokens)],
  ["Require", many(readTokens, arePlainTokens)],
  ["Proxy-Require", many(readTokens, arePlainTokens)],
  ["Recv-Info", many(readTokens, arePlainTokens)],
  ["Accept", many(readMediaTypes, arePlainMediaTypes)],
  ["Content-Type", one(readMediaType, isPlainMediaType)],
  ["WWW-Authenticate", many(checkAuthorization(readChallenge))],
  ["Proxy-Authenticate", many(checkAuthorization(readChallenge))],
  ["Authorization", many(checkAuthorization(readCredentials))],
  ["Proxy-Authorization", many(checkAuthorization(readCredentials))],
  ["Authentication-Info", one(readAuthenticationInfo)],
]);

export function grammarOf(name: string): Grammar | undefined {
  return grammars.get(name);
}

function checkTagged(value: string): Address | ParseFault {
  const address = readAddress(value);
  if (isFault(address)) return address;
  const tag = paramOf(address.params, "tag");
  return tag === null || isAll(tag, TOKEN) ? address : fault("expected a token as tag", 0, "RFC 3261 §19.3");
}

/** RFC 3261 §25.1 contact-params. */
function checkContacts(value: string): readonly Address[] | ParseFault {
  const contacts = readContacts(value);
  if (isFault(contacts)) return contacts;
  for (const { params } of contacts) {
    const q = paramOf(params, "q");
    if (q !== null && !/^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$/.test(q)) return fault("expected q from 0 to 1", 0, "RFC 3261 §25.1");
    const expires = paramOf(params, "expires");
    const seconds = expires === null ? 0 : readNumber(expires, 2 ** 32 - 1, "RFC 3261 §20.19");
    if (isFault(seconds)) return seconds;
  }
  return contacts;
}

/** RFC 3261 §20.17: RFC 1123 dates, in GMT only. */
function checkDate(value: string): string | ParseFault {
  const months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
  const date = new RegExp(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (${months}) [0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-6][0-9] GMT$`);
  return date.test(value) ? value : fault("expected a date of RFC 1123, in GMT", 0, "RFC 3261 §20.17");
}

/** RFC 3261 §20.33: delta-seconds [ comment ] *( SEMI retry-param ). */
function checkRetryAfter(value: string): number | ParseFault {
  return readWhole(
    value,
    (cursor) => {
      const seconds = takeNumber(cursor, 2 ** 32 - 1, "RFC 3261 §20.33");
      if (isFault(seconds)) return seconds;
      skipSpace(cursor);
      const comment = /^\((?:[^()\\]|\\.)*\)/s.exec(cursor.text.slice(cursor.at))?.[0] ?? "";
      cursor.at += comment.length;
      const params = takeParams(cursor);
      return isFault(params) ? params : seconds;
    },
    "RFC 3261 §20.33",
  );
}

function checkWarnings(value: string): readonly string[] | ParseFault {
  return readList(value, takeWarning, "RFC 3261 §20.43");
}

/** warn-code SP warn-agent SP warn-text. */
function takeWarning(cursor: Cursor): string | ParseFault {
  skipSpace(cursor);
  const code = take(cursor, DIGIT);
  if (code.length !== 3) return faultAt(cursor, "a code of three digits", "RFC 3261 §20.43");
  const agent = /^ [^ ",]+ (?=")/.exec(cursor.text.slice(cursor.at))?.[0] ?? "";
  if (agent === "") return faultAt(cursor, "who warns, and a text in quotes", "RFC 3261 §20.43");
  cursor.at += agent.length;
  return takeQuoted(cursor);
}

/** RFC 3261 §22.4 asks for Digest; another scheme has a grammar of its own. */
function checkAuthorization(read: (value: string) => unknown): (value: string) => unknown {
  return (value) => {
    if (/^digest[ \t]/i.test(value)) return read(value);
    return /^[^ \t]+[ \t]+[^ \t]/.test(value) ? value : fault("expected a scheme and what it needs", 0, "RFC 3261 §25.1");
  };
}
