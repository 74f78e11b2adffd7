import type { Description, Signal } from "../model/signal.ts";
import type { TraceEvent, TraceMessage } from "../model/trace.ts";

/** What holds at a moment of an execution, read from its trace alone. */
export interface EndState {
  readonly legs: ReadonlyMap<string, Leg>;
  /** What media resources have been told to connect: `component|resource|from|to`. */
  readonly connections: ReadonlySet<string>;
  /** Accepted registrations: `participant|registrar`. */
  readonly registrations: ReadonlySet<string>;
  /** What has been learnt at an end of a path: `participant|item`. */
  readonly learnt: ReadonlySet<string>;
}

/** A dialog that is up or being set up, and what its completed offers and answers say. */
export interface Leg {
  readonly session: string;
  readonly ends: readonly [string, string];
  /** By `end|component`. */
  readonly lines: ReadonlyMap<string, Line>;
}

/** How one end wants one component. */
export interface Line {
  /** Who receives it; null where it is refused. */
  readonly at: string | null;
  readonly receives: boolean;
  readonly sends: boolean;
}

/** A request on its way, with the last one it has reached: the server, once nobody passes it on. */
interface Exchange {
  readonly request: TraceMessage;
  readonly client: string;
  reached: string;
  offer: { readonly by: string; readonly description: Description } | null;
}

/** Follows a trace: `see` takes its events in order, `now` says what holds after them. */
export function followState(): { see(event: TraceEvent): void; now(): EndState } {
  const legs = new Map<string, Leg>();
  const connections = new Set<string>();
  const registrations = new Set<string>();
  const learnt = new Set<string>();
  const exchanges = new Map<string, Exchange>();

  return {
    see({ event, from, to, message }) {
      if (message === null || event === "act" || event === "condition" || event === "timer") return;
      const known = exchanges.get(message.transaction);
      if (event === "send") {
        const begins = message.role === "reply" ? known?.reached === from : message.via.length === 1;
        if (begins) for (const item of message.carries) learnt.add(`${from}|${item}`);
        if (begins && (message.role === "request" || message.role === "one-way")) exchanges.set(message.transaction, begun(message, from));
        if (begins && message.role === "ack" && known !== undefined) answerOffer(known, message, legs);
      } else if (known !== undefined && message.role !== "reply") {
        if (message.role !== "ack") known.reached = to;
      } else if (known !== undefined && message.via.length === 1 && known.client === to) {
        for (const item of message.carries) learnt.add(`${to}|${item}`);
        for (const item of known.request.carries) learnt.add(`${known.reached}|${item}`);
        conclude(known, message, { legs, connections, registrations });
      }
    },
    now() {
      for (const { request, reached } of exchanges.values()) {
        if (request.role !== "one-way") continue;
        for (const item of request.carries) learnt.add(`${reached}|${item}`);
        connect(request.signal, reached, connections);
      }
      return { legs, connections, registrations, learnt };
    },
  };
}

function begun(request: TraceMessage, client: string): Exchange {
  const { signal } = request;
  const description = signal.kind === "sip-request" ? signal.description : null;
  return { request, client, reached: client, offer: description === null ? null : { by: client, description } };
}

interface Open {
  readonly legs: Map<string, Leg>;
  readonly connections: Set<string>;
  readonly registrations: Set<string>;
}

/** What an answer changes that has come back to the client. */
function conclude(exchange: Exchange, reply: TraceMessage, { legs, connections, registrations }: Open): void {
  const { client, reached: server } = exchange;
  const request = exchange.request.signal;
  connect(request, server, connections);
  if (request.kind !== "sip-request" || reply.signal.kind !== "sip-response") return;
  const { status, description } = reply.signal;
  if (description?.kind === "answer") answerOffer(exchange, reply, legs);
  else if (description !== null) exchange.offer = { by: server, description };
  if (status < 200 || status > 299) return;
  if (request.method === "REGISTER") registrations.add(`${client}|${server}`);
  if (request.session === null) return;
  const key = legKey(request.session, client, server);
  if (request.method === "BYE") legs.delete(key);
  if (request.method === "INVITE" && !legs.has(key)) legs.set(key, { session: request.session, ends: [client, server], lines: new Map() });
}

function connect(signal: Signal, resource: string, connections: Set<string>): void {
  if (signal.kind !== "operation") return;
  for (const { media, from, to } of signal.connects)
    if (media.kind === "components") for (const name of media.names) connections.add(`${name}|${resource}|${from}|${to}`);
}

/** An answer completes the offer of the exchange (RFC 3264 §5 to §8); it comes in a reply or in an ACK. */
function answerOffer(exchange: Exchange, { role, signal }: TraceMessage, legs: Map<string, Leg>): void {
  const { client, reached: server, offer } = exchange;
  const request = exchange.request.signal;
  if (
    offer === null ||
    signal.kind === "operation" ||
    signal.description?.kind !== "answer" ||
    request.kind !== "sip-request" ||
    request.session === null
  )
    return;
  const key = legKey(request.session, client, server);
  const lines = new Map(legs.get(key)?.lines);
  const describe = (by: string, description: Description) => {
    for (const { media, at, direction } of description.lines) {
      if (media.kind !== "components") continue;
      const line: Line = {
        at,
        receives: direction === "sendrecv" || direction === "recvonly",
        sends: direction === "sendrecv" || direction === "sendonly",
      };
      for (const name of media.names) lines.set(`${by}|${name}`, line);
    }
  };
  describe(offer.by, offer.description);
  describe(role === "ack" ? client : server, signal.description);
  legs.set(key, { session: request.session, ends: [client, server], lines });
  exchange.offer = null;
}

/** The same for both ends. */
export function legKey(session: string, a: string, b: string): string {
  return a < b ? `${session}|${a}|${b}` : `${session}|${b}|${a}`;
}
