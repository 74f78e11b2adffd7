import { type Connection, connectionsIn } from "../model/connection.ts";
import type { ConferencePayload } from "../model/payload.ts";
import type { NamedSignal, TraceEvent } from "../model/trace.ts";

export type Learn = (participant: string, items: readonly string[]) => void;

/** A request on its way, with the last one it has reached: the server, once nobody passes it on. */
interface Exchange {
  readonly request: NamedSignal;
  readonly client: string;
  reached: string;
}

/** What named signals tell and bring about. */
export function followSignals(learn: Learn): {
  see(event: TraceEvent, message: NamedSignal): void;
  /** What resources have been told by now; whoever a one-way message has reached may still pass it on, until then it is the receiver. */
  connections(): readonly Connection[];
  /** What they have been told when nothing comes any more. */
  end(): readonly Connection[];
} {
  const connections: Connection[] = [];
  /** By resource: what it has set aside last. */
  const conferences = new Map<string, ConferencePayload>();
  const conferenceOf = (resource: string) => conferences.get(resource) ?? null;
  const exchanges = new Map<string, Exchange>();
  /** The one-way messages among them that tell a resource what to connect. */
  const connecting: Exchange[] = [];
  return {
    see({ event, from, to }, message) {
      if (event === "send") seeSent(message, from);
      if (event === "receive") seeReceived(message, to);
    },
    connections: () => [
      ...connections,
      ...connecting.flatMap(({ request, reached }) => connectionsIn(request.signal, reached, conferenceOf(reached))),
    ],
    end() {
      for (const { request, reached } of exchanges.values()) if (request.role === "one-way") takeIn(request, reached);
      return connections;
    },
  };

  /** Who begins a message has learnt what is in it; who passes it on may not have read it. */
  function seeSent(message: NamedSignal, from: string): void {
    const known = exchanges.get(message.transaction);
    const begins = message.role === "reply" ? known?.reached === from : message.via.length === 1;
    if (!begins) return;
    learn(from, message.carries);
    for (const payload of message.payloads) if (payload.kind === "conference" && message.role === "reply") conferences.set(from, payload);
    if (message.role !== "request" && message.role !== "one-way") return;
    const exchange: Exchange = { request: message, client: from, reached: from };
    exchanges.set(message.transaction, exchange);
    if (message.role === "one-way" && connectionsIn(message.signal, from, null).length > 0) connecting.push(exchange);
  }

  function seeReceived(message: NamedSignal, to: string): void {
    const known = exchanges.get(message.transaction);
    if (known === undefined) return;
    switch (message.role) {
      case "request":
      case "one-way":
        known.reached = to;
        return;
      case "reply":
        if (message.via.length !== 1 || known.client !== to) return;
        learn(to, message.carries);
        takeIn(known.request, known.reached);
        return;
      case "ack":
        return;
    }
  }

  /** A request or a one-way message has come to whom it is meant for. */
  function takeIn(message: NamedSignal, server: string): void {
    learn(server, message.carries);
    connections.push(...connectionsIn(message.signal, server, conferenceOf(server)));
  }
}
