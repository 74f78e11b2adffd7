import type { Signal } from "../model/signal.ts";
import type { NamedSignal, TraceEvent } from "../model/trace.ts";

/** What a media resource has been told to pass on. */
export interface Connection {
  readonly session: string;
  readonly component: string;
  readonly resource: string;
  readonly from: string;
  readonly to: string;
}

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
  end(): readonly Connection[];
} {
  const connections: Connection[] = [];
  const exchanges = new Map<string, Exchange>();
  return {
    see({ event, from, to }, message) {
      if (event === "send") seeSent(message, from);
      if (event === "receive") seeReceived(message, to);
    },
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
    if (message.role === "request" || message.role === "one-way")
      exchanges.set(message.transaction, { request: message, client: from, reached: from });
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
    connections.push(...connectionsIn(message.signal, server));
  }
}

function connectionsIn(signal: Signal, resource: string): readonly Connection[] {
  if (signal.kind !== "operation") return [];
  return signal.connects.flatMap(({ media, from, to }) => {
    if (media.kind !== "components") return [];
    return media.names.map((component) => ({ session: media.session, component, resource, from, to }));
  });
}
