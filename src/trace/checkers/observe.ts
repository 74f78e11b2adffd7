import type { TraceEvent } from "../../model/trace.ts";
import { isFault, type ParseFault } from "../../sip/message.ts";
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
  /** What a response answers on this hop, and what an ACK or CANCEL with the branch of an INVITE belongs to. */
  readonly request: Wire | null;
  /** What a relay passes on with it, as it came; null of anything else, and where the trace does not have it. */
  readonly passed: Wire | null;
}

export interface Observation {
  /** In the order of the trace. */
  readonly sights: readonly Sight[];
  readonly unreadable: readonly { readonly event: TraceEvent; readonly fault: ParseFault }[];
  /** Whether the trace records arrivals; else what crosses what must be guessed. */
  readonly hasArrivals: boolean;
}

const observations = new WeakMap<readonly TraceEvent[], Observation>();

/** All SIP in a trace, read once for all checkers. */
export function observe(events: readonly TraceEvent[]): Observation {
  const known = observations.get(events);
  if (known !== undefined) return known;
  const made = makeObservation(events);
  observations.set(events, made);
  return made;
}

function makeObservation(events: readonly TraceEvent[]): Observation {
  const unreadable: { event: TraceEvent; fault: ParseFault }[] = [];
  const wires = new Map<string, Wire | ParseFault>();
  const read: { event: TraceEvent; wire: Wire }[] = [];
  for (const event of events) {
    const onWire = onWireOf(event);
    if (onWire === null) continue;
    const known = wires.get(onWire.raw);
    const wire = known ?? readWire(onWire);
    if (known === undefined) wires.set(onWire.raw, wire);
    if (!isFault(wire)) read.push({ event, wire });
    else if (known === undefined) unreadable.push({ event, fault: wire });
  }
  const { passes, hasArrivals } = orderOf(read);
  return { sights: sightsOf(passes), unreadable, hasArrivals };
}

function sightsOf(passes: readonly Pass[]): readonly Sight[] {
  const relayed = relayedIn(passes);
  const requests = new Map<string, Wire>();
  const seen = new Set<string>();
  const turns = new Map<string, Turn>();
  const came = new Map<string, Wire>();
  return passes.map(({ event, wire, way }): Sight => {
    const [at, peer] = way === "out" ? [event.from, event.to] : [event.to, event.from];
    const [client, server] = (way === "out") === (wire.status === null) ? [at, peer] : [peer, at];
    const hop = hopOf(client, server, wire.branch, wire.method);
    const ofInvite = wire.method === "ACK" || wire.method === "CANCEL" ? hopOf(client, server, wire.branch, "INVITE") : hop;
    if (wire.status === null && !requests.has(hop)) requests.set(hop, wire);
    const request = wire.status === null && ofInvite === hop ? null : (requests.get(wire.status === null ? ofInvite : hop) ?? null);
    const isRelayed = relayed.has(hopSide(at, client, hop)) || relayed.has(hopSide(at, client, ofInvite));
    const turn = at === server ? turnOf(turns, wire.method === "ACK" ? ofInvite : hop, { event, wire, way }) : 0;
    const once = `${way} ${hop} ${turn} ${wire.number} ${wire.callId} ${contentOf(wire)}`;
    const isRepeat = seen.has(once);
    seen.add(once);
    const role = isRelayed ? "relay" : at === client ? "client" : "server";
    if (wire.status === null && way === "in") came.set(`${at} ${wire.branch} ${wire.method}`, wire);
    const below = wire.status === null && way === "out" ? branchBelow(wire) : null;
    const passed = below === null ? null : (came.get(`${at} ${below} ${wire.method}`) ?? null);
    return { event, at, peer, way, role, isRepeat, wire, hop, request, passed };
  });
}

/** How often a server has begun with a transaction anew; its final answer in this turn, and the ACK to it. */
interface Turn {
  readonly count: number;
  readonly final: TraceEvent | null;
  readonly acknowledged: TraceEvent | null;
}

const firstTurn: Turn = { count: 0, final: null, acknowledged: null };

/** What comes when a server has forgotten that it has answered it is a new request to it. */
function turnOf(turns: Map<string, Turn>, hop: string, { event, wire, way }: Pass): number {
  const turn = turns.get(hop) ?? firstTurn;
  const { status, method } = wire;
  if (status !== null) {
    if (status >= 200 && turn.final === null) turns.set(hop, { ...turn, final: event });
  } else if (way === "in" && turn.final !== null) {
    const isAck = method === "ACK";
    if (isAck && turn.acknowledged === null) turns.set(hop, { ...turn, acknowledged: event });
    if (!isAck && isForgotten(turn.final, turn.acknowledged, event)) {
      turns.set(hop, { ...firstTurn, count: turn.count + 1 });
      return turn.count + 1;
    }
  }
  return turn.count;
}

/** The sides of hops on which a participant does not speak for itself: it passes on what it got from another. */
function relayedIn(passes: readonly Pass[]): ReadonlySet<string> {
  const came = new Map<string, string>();
  const relayed = new Set<string>();
  for (const { event, wire, way } of passes) {
    if (wire.status !== null) continue;
    const hop = hopOf(event.from, event.to, wire.branch, wire.method);
    const below = branchBelow(wire);
    if (way === "in") came.set(`${event.to} ${wire.branch} ${wire.method}`, hop);
    else if (below !== null) {
      relayed.add(hopSide(event.from, event.from, hop));
      const before = came.get(`${event.from} ${below} ${wire.method}`);
      if (before !== undefined) relayed.add(`server ${before}`);
    }
  }
  return relayed;
}

/** What tells one message of a transaction from the next. */
function contentOf({ status, toTag, message }: Wire): string {
  return status === null ? "" : `${status} ${toTag} ${status > 100 && status < 200 ? rseqOf(message.headers) : ""} ${message.body}`;
}

function rseqOf(headers: Wire["message"]["headers"]): string {
  return headers.find(({ name }) => name === "RSeq")?.value ?? "";
}

function hopOf(client: string, server: string, branch: string, method: string): string {
  return `${client} > ${server} ${branch} ${method}`;
}

function hopSide(at: string, client: string, hop: string): string {
  return `${at === client ? "client" : "server"} ${hop}`;
}
