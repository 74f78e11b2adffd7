import type { ConferencePayload } from "../../model/payload.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { type SessionDescription, streamAddress } from "../../sip/sdp/description.ts";
import type { Finding, Scope } from "./checker.ts";
import { describedIn } from "./described.ts";
import { observe, type Sight } from "./observe.ts";

/** A message with a description, seen going out or coming in. */
interface Seen {
  readonly sight: Sight;
  /** Null where it cannot be read alone. */
  readonly streams: readonly Stream[] | null;
}

/** A stream that is not refused. */
interface Stream {
  readonly address: string;
  readonly port: number;
  /** Whether who describes it calls the address its own. */
  readonly isOwn: boolean;
}

/**
 * Who describes where another receives media has been told so: by a description that has come to it. An address is that of whom calls it its
 * own, in o= as well as in c=. What a trace that was cut does not show may have been told before; what is no SIP may tell anything, and conferences
 * are looked at more closely elsewhere (`learnt-values.ts`).
 */
export function* checkPlaces(events: readonly TraceEvent[], { isWhole }: Scope): Generator<Finding> {
  const { sights, hasArrivals } = observe(events);
  const seen = isWhole ? sights.flatMap(seenIn) : [];
  if (!seen.some(({ streams }) => streams?.some(({ isOwn }) => !isOwn) === true)) return;
  const owners = ownersIn(seen);
  const conferences = new Set(events.flatMap(conferencesIn).map(({ address }) => address));
  const spoken = spokenIn(events);
  const told = new Set<string>();
  /** Who has been told something that nobody can read. */
  const initiated = new Set<string>();
  for (const { sight, streams } of seen) {
    const { event, at, way, role, isRepeat } = sight;
    const speaks = way === "out" && role !== "relay" && !isRepeat && !initiated.has(at);
    for (const { address, port, isOwn } of speaks ? (streams ?? []) : []) {
      const owner = owners.get(address) ?? at;
      if (owner === at || isOwn || conferences.has(address) || told.has(`${at} ${address}:${port}`)) continue;
      if ((spoken.get(`${owner} ${at}`) ?? event.n) < event.n) continue;
      yield { event, reason: `${at} describes ${address}:${port}, where ${owner} receives media, which has not come to it` };
    }
    // Where nothing tells when a message arrives, it may have arrived at once.
    if (way === "out" && hasArrivals) continue;
    if (streams === null) initiated.add(event.to);
    for (const { address, port } of streams ?? []) told.add(`${event.to} ${address}:${port}`);
  }
}

function seenIn(sight: Sight): readonly Seen[] {
  if (sight.wire.message.body === "") return [];
  const { has, description } = describedIn(sight.wire);
  return has ? [{ sight, streams: description === null ? null : streamsIn(description) }] : [];
}

function streamsIn(description: SessionDescription): readonly Stream[] {
  return description.media.flatMap((stream) => {
    const address = streamAddress(stream, description);
    return stream.port === 0 ? [] : [{ address, port: stream.port, isOwn: address === description.origin.address }];
  });
}

/** Null for an address that more than one calls its own. */
function ownersIn(seen: readonly Seen[]): ReadonlyMap<string, string | null> {
  const owners = new Map<string, string | null>();
  for (const { sight, streams } of seen) {
    if (sight.way === "in" || sight.role === "relay") continue;
    for (const { address, isOwn } of streams ?? []) {
      const before = owners.get(address);
      if (isOwn) owners.set(address, before === undefined || before === sight.at ? sight.at : null);
    }
  }
  return owners;
}

/** Since which event two have spoken otherwise than in SIP: `from to`. */
function spokenIn(events: readonly TraceEvent[]): ReadonlyMap<string, number> {
  const spoken = new Map<string, number>();
  for (const { message, from, to, n } of events)
    if (message !== null && message.kind !== "sip" && !spoken.has(`${from} ${to}`)) spoken.set(`${from} ${to}`, n);
  return spoken;
}

function conferencesIn({ message }: TraceEvent): readonly ConferencePayload[] {
  return message?.kind === "named-signal" ? message.payloads.filter((payload) => payload.kind === "conference") : [];
}
