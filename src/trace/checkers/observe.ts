import type { TraceEvent } from "../../model/trace.ts";
import { newMargin } from "../../sip/margin.ts";
import { headerOf, isFault, type ParseFault } from "../../sip/message.ts";
import { type DialogEnd, dialogEndOf } from "./ends.ts";
import { orderOf, type Pass } from "./passes.ts";
import { isForgotten } from "./patience.ts";
import { branchBelow, onWireOf, readWire, type Wire } from "./wire.ts";

/** A message as one participant sees it: going out or coming in. */
export interface Sight {
  readonly event: TraceEvent;
  readonly at: string;
  readonly peer: string;
  readonly way: "out" | "in";
  /** What the participant is to the transaction: one of its ends, or a relay that passes it on. */
  readonly role: "client" | "server" | "relay";
  /** Whether this participant has seen it on the same way before: the same branch and CSeq. */
  readonly isRepeat: boolean;
  readonly wire: Wire;
  /** Names the transaction on this hop. */
  readonly hop: string;
  /** Of an ACK or CANCEL: that of the INVITE with its branch; else the same. */
  readonly ofInvite: string;
  /** What a response answers on this hop, and what an ACK or CANCEL with the branch of an INVITE belongs to. */
  readonly request: Wire | null;
  /** What a relay passes on with it, as it came; null of anything else, and where the trace does not have it. */
  readonly passed: Wire | null;
  /** The dialog as this participant calls it; null where it is no end of it, or nobody can tell. */
  readonly end: DialogEnd | null;
}

export interface Observation {
  /** In the order of the trace. */
  readonly sights: readonly Sight[];
  readonly unreadable: readonly { readonly event: TraceEvent; readonly fault: ParseFault }[];
  /** Whether the trace records arrivals; else what crosses what must be guessed. */
  readonly hasArrivals: boolean;
}

const observations = newMargin<readonly TraceEvent[], Observation>();

/** All SIP in a trace, read once for all checkers. */
export function observe(events: readonly TraceEvent[]): Observation {
  const known = observations.read(events);
  if (known !== undefined) return known;
  const made = makeObservation(events);
  observations.note(events, made);
  return made;
}

function makeObservation(events: readonly TraceEvent[]): Observation {
  const unreadable: { event: TraceEvent; fault: ParseFault }[] = [];
  const unread = new Set<string>();
  const read: { event: TraceEvent; wire: Wire }[] = [];
  for (const event of events) {
    const onWire = onWireOf(event);
    if (onWire === null) continue;
    const wire = readWire(onWire);
    if (!isFault(wire)) read.push({ event, wire });
    else if (!unread.has(onWire.raw)) {
      unread.add(onWire.raw);
      unreadable.push({ event, fault: wire });
    }
  }
  const { passes, hasArrivals } = orderOf(read);
  return { sights: sightsOf(passes), unreadable, hasArrivals };
}

/** What is known of one transaction on one hop. */
interface Hop {
  readonly name: string;
  /** The first request on it. */
  request: Wire | null;
  /** Who passes on: the one that sends the requests, the one that gets them. */
  clientRelays: boolean;
  serverRelays: boolean;
  turn: Turn;
  /** What has passed on it, each once. */
  readonly seen: Seen[];
}

interface Seen extends Pick<Pass, "way" | "wire"> {
  readonly turn: number;
}

/** A pass with the hop it belongs to, and that of its INVITE, which is the same for all but ACK and CANCEL. */
interface PassOnHop extends Pass {
  readonly at: string;
  readonly peer: string;
  readonly client: string;
  readonly hop: Hop;
  readonly ofInvite: Hop;
}

function sightsOf(passes: readonly Pass[]): readonly Sight[] {
  const placed = onHops(passes);
  markRelays(placed);
  const came = new Map<string, Wire>();
  return placed.map(({ event, wire, way, at, peer, client, hop, ofInvite }): Sight => {
    const isRequest = wire.status === null;
    if (isRequest) hop.request ??= wire;
    const request = !isRequest ? hop.request : ofInvite === hop ? null : ofInvite.request;
    const relays = at === client ? hop.clientRelays || ofInvite.clientRelays : hop.serverRelays || ofInvite.serverRelays;
    const turn = at === client && at !== peer ? 0 : turnOf(wire.method === "ACK" ? ofInvite : hop, { event, wire, way });
    const isRepeat = hop.seen.some((one) => one.way === way && one.turn === turn && isSame(one.wire, wire));
    if (!isRepeat) hop.seen.push({ way, wire, turn });
    const role = relays ? "relay" : at === client ? "client" : "server";
    if (isRequest && way === "in") came.set(`${at} ${wire.branch} ${wire.method}`, wire);
    const below = isRequest && way === "out" ? branchBelow(wire) : null;
    const passed = below === null ? null : (came.get(`${at} ${below} ${wire.method}`) ?? null);
    const end = dialogEndOf({ at, role, wire, request });
    return { event, at, peer, way, role, isRepeat, wire, hop: hop.name, ofInvite: ofInvite.name, request, passed, end };
  });
}

function onHops(passes: readonly Pass[]): readonly PassOnHop[] {
  const hops = new Map<string, Hop>();
  const hopOf = (client: string, server: string, branch: string, method: string): Hop => {
    const name = `${client} > ${server} ${branch} ${method}`;
    const known = hops.get(name);
    if (known !== undefined) return known;
    const made: Hop = { name, request: null, clientRelays: false, serverRelays: false, turn: firstTurn, seen: [] };
    hops.set(name, made);
    return made;
  };
  return passes.map(({ event, wire, way }): PassOnHop => {
    const [at, peer] = way === "out" ? [event.from, event.to] : [event.to, event.from];
    const [client, server] = (way === "out") === (wire.status === null) ? [at, peer] : [peer, at];
    const hop = hopOf(client, server, wire.branch, wire.method);
    const isPart = wire.method === "ACK" || wire.method === "CANCEL";
    return { event, wire, way, at, peer, client, hop, ofInvite: isPart ? hopOf(client, server, wire.branch, "INVITE") : hop };
  });
}

/** On which sides of which hops a participant does not speak for itself: it passes on what it got from another. */
function markRelays(placed: readonly PassOnHop[]): void {
  const came = new Map<string, Hop>();
  for (const { wire, way, at, hop } of placed) {
    if (wire.status !== null) continue;
    if (way === "in") {
      came.set(`${at} ${wire.branch} ${wire.method}`, hop);
      continue;
    }
    const below = branchBelow(wire);
    if (below === null) continue;
    hop.clientRelays = true;
    const before = came.get(`${at} ${below} ${wire.method}`);
    if (before !== undefined) before.serverRelays = true;
  }
}

/** How often a server has begun with a transaction anew; its final answer in this turn, and the ACK to it. */
interface Turn {
  readonly count: number;
  readonly final: TraceEvent | null;
  readonly acknowledged: TraceEvent | null;
}

const firstTurn: Turn = { count: 0, final: null, acknowledged: null };

/** What comes when a server has forgotten that it has answered it is a new request to it. */
function turnOf(hop: Hop, { event, wire, way }: Pass): number {
  const { turn } = hop;
  const { status, method } = wire;
  if (status !== null) {
    if (status >= 200 && turn.final === null) hop.turn = { ...turn, final: event };
  } else if (way === "in" && turn.final !== null) {
    const isAck = method === "ACK";
    if (isAck && turn.acknowledged === null) hop.turn = { ...turn, acknowledged: event };
    if (!isAck && isForgotten(turn.final, turn.acknowledged, event)) {
      hop.turn = { ...firstTurn, count: turn.count + 1 };
      return turn.count + 1;
    }
  }
  return turn.count;
}

/** Whether two messages of one transaction say the same. */
function isSame(one: Wire, other: Wire): boolean {
  if (one === other) return true;
  if (one.number !== other.number || one.callId !== other.callId || one.status !== other.status) return false;
  const { status, message } = one;
  if (status === null) return true;
  const isCounted = status > 100 && status < 200;
  return (
    one.toTag === other.toTag &&
    message.body === other.message.body &&
    (!isCounted || headerOf(message, "RSeq") === headerOf(other.message, "RSeq"))
  );
}
