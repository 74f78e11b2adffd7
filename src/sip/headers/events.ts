import { isFault, type ParseFault } from "../message.ts";
import { type Cursor, faultAt, isAll, readWhole, skip, skipSpace, TOKEN, take, WORD } from "./cursor.ts";
import { readNumber } from "./numbers.ts";
import { type Param, paramOf, printParams, takeParams } from "./params.ts";

/** RFC 6665 §8.4: an event package, with its templates after dots, and the id that tells its subscriptions apart. */
export interface Event {
  readonly kind: "event";
  readonly package: string;
  readonly params: readonly Param[];
}

/** RFC 6665 §4.1.3. */
export interface SubscriptionState {
  readonly kind: "subscription-state";
  /** active, pending, terminated, or a value that is yet to be registered. */
  readonly state: string;
  /** reason, expires, retry-after. */
  readonly params: readonly Param[];
}

/** RFC 3891 §6.1; the tags are among the parameters on the wire. */
export interface Replaces {
  readonly kind: "replaces";
  readonly callId: string;
  /** Of the side that receives the header. */
  readonly toTag: string;
  readonly fromTag: string;
  readonly earlyOnly: boolean;
  /** The others. */
  readonly params: readonly Param[];
}

export function readEvent(value: string): Event | ParseFault {
  return readWhole(
    value,
    (cursor) => takeNamed(cursor, (name, params): Event => ({ kind: "event", package: name, params })),
    "RFC 6665 §8.4",
  );
}

export function printEvent(event: Event): string {
  return `${event.package}${printParams(event.params)}`;
}

export function readSubscriptionState(value: string): SubscriptionState | ParseFault {
  const state = readWhole(
    value,
    (cursor) => takeNamed(cursor, (name, params): SubscriptionState => ({ kind: "subscription-state", state: name.toLowerCase(), params })),
    "RFC 6665 §8.4",
  );
  if (isFault(state)) return state;
  const seconds = ["expires", "retry-after"].flatMap((name) => paramOf(state.params, name) ?? []);
  return seconds.map((text) => readNumber(text, 2 ** 32 - 1, "RFC 6665 §8.4")).find(isFault) ?? state;
}

export function printSubscriptionState({ state, params }: SubscriptionState): string {
  return `${state}${printParams(params)}`;
}

export function readReplaces(value: string): Replaces | ParseFault {
  return readWhole(value, takeReplaces, "RFC 3891 §6.1");
}

export function printReplaces({ callId, toTag, fromTag, earlyOnly, params }: Replaces): string {
  return `${callId};to-tag=${toTag};from-tag=${fromTag}${earlyOnly ? ";early-only" : ""}${printParams(params)}`;
}

function takeNamed<T>(cursor: Cursor, make: (name: string, params: readonly Param[]) => T): T | ParseFault {
  skipSpace(cursor);
  const name = take(cursor, TOKEN);
  if (name === "") return faultAt(cursor, "a token", "RFC 6665 §8.4");
  const params = takeParams(cursor);
  return isFault(params) ? params : make(name, params);
}

function takeReplaces(cursor: Cursor): Replaces | ParseFault {
  skipSpace(cursor);
  const { text, at } = cursor;
  const word = skip(text, at, WORD);
  cursor.at = text[word] === "@" ? skip(text, word + 1, WORD) : word;
  const callId = text.slice(at, cursor.at);
  const params = takeParams(cursor);
  if (isFault(params)) return params;
  const toTag = paramOf(params, "to-tag");
  const fromTag = paramOf(params, "from-tag");
  if (callId === "" || !isAll(toTag ?? "", TOKEN) || !isAll(fromTag ?? "", TOKEN)) {
    return faultAt(cursor, "a Call-ID with one to-tag and one from-tag", "RFC 3891 §6.1");
  }
  const others = params.filter(({ name }) => name !== "to-tag" && name !== "from-tag" && name !== "early-only");
  return {
    kind: "replaces",
    callId,
    toTag: toTag ?? "",
    fromTag: fromTag ?? "",
    earlyOnly: paramOf(params, "early-only") !== null,
    params: others,
  };
}
