import { isFinalAnswer } from "../analysis/final-answer.ts";
import type { NamedSignal, TraceEvent } from "../model/trace.ts";
import { type Connection, connectionsIn } from "./connections.ts";
import { type Described, descriptionIn, type Legs, newLegs } from "./legs.ts";

/** What holds after an execution, read from its trace alone. */
export interface EndState {
  readonly legs: Legs;
  readonly connections: readonly Connection[];
  /** The printed label of the step in which a session was last released, by its id; null where it is not printed. */
  readonly releases: ReadonlyMap<string, string | null>;
  /** Accepted registrations: `participant|registrar`. */
  readonly registrations: ReadonlySet<string>;
  /** What has been learnt at an end of a path: `participant|item`. */
  readonly learnt: ReadonlySet<string>;
}

/** Takes the events of a trace in their order. */
export interface Follower {
  see(event: TraceEvent): void;
  /** Whether a participant is an end of the session by now. */
  isInSession(session: string, participant: string): boolean;
  /** The media that flow by now. */
  media(): Pick<EndState, "legs" | "connections">;
  /** What holds when nothing comes any more. */
  end(): EndState;
}

/** A request on its way, with the last one it has reached: the server, once nobody passes it on. */
interface Exchange {
  readonly request: NamedSignal;
  readonly client: string;
  reached: string;
  offer: Described | null;
}

export function followTrace(): Follower {
  const legs = newLegs();
  const connections: Connection[] = [];
  const releases = new Map<string, string | null>();
  const registrations = new Set<string>();
  const learnt = new Set<string>();
  const exchanges = new Map<string, Exchange>();
  /** The one-way messages among them that tell a resource what to connect. */
  const connecting: Exchange[] = [];

  return {
    see({ event, step, from, to, message }) {
      if (message === null) return;
      switch (message.kind) {
        case "named-signal":
          if (event === "send") seeSent(message, from);
          if (event === "receive") seeReceived(message, to, step);
      }
    },
    isInSession: (session, participant) => legs.of(session).some(({ ends, isUp }) => isUp && ends.includes(participant)),
    media() {
      // Whoever a one-way message has reached may still pass it on; until then it is the receiver.
      return {
        legs,
        connections: [...connections, ...connecting.flatMap(({ request, reached }) => connectionsIn(request.signal, reached))],
      };
    },
    end() {
      for (const { request, reached } of exchanges.values()) if (request.role === "one-way") takeIn(request, reached);
      return { legs, connections, releases, registrations, learnt };
    },
  };

  /** Who begins a message has learnt what is in it; who passes it on may not have read it. */
  function seeSent(message: NamedSignal, from: string): void {
    const known = exchanges.get(message.transaction);
    const begins = message.role === "reply" ? known?.reached === from : message.via.length === 1;
    if (!begins) return;
    learn(message, from);
    switch (message.role) {
      case "request":
      case "one-way": {
        const description = descriptionIn(message.signal, "offer");
        const offer = description === null ? null : { by: from, description };
        const exchange: Exchange = { request: message, client: from, reached: from, offer };
        exchanges.set(message.transaction, exchange);
        if (message.role === "one-way" && connectionsIn(message.signal, from).length > 0) connecting.push(exchange);
        return;
      }
      case "ack":
        if (known !== undefined) agree(known, message, from);
        return;
      case "reply":
        return;
    }
  }

  function seeReceived(message: NamedSignal, to: string, step: string | null): void {
    const known = exchanges.get(message.transaction);
    if (known === undefined) return;
    switch (message.role) {
      case "request":
      case "one-way":
        known.reached = to;
        return;
      case "reply":
        if (message.via.length === 1 && known.client === to) conclude(known, message, step);
        return;
      case "ack":
        return;
    }
  }

  /** What an answer changes that has come back to the client. */
  function conclude(exchange: Exchange, reply: NamedSignal, step: string | null): void {
    const { client, reached: server, request } = exchange;
    const isRefused = reply.signal.kind === "sip-response" && reply.signal.status >= 300;
    learn(reply, client);
    if (!isRefused) {
      agree(exchange, reply, server);
      const offer = descriptionIn(reply.signal, "offer");
      if (offer !== null) exchange.offer = { by: server, description: offer };
    }
    if (!isFinalAnswer(reply.signal)) return;
    takeIn(request, server);
    if (request.signal.kind !== "sip-request") return;
    const { method, session } = request.signal;
    if (method === "REGISTER" && !isRefused) registrations.add(`${client}|${server}`);
    if (session === null) return;
    if (method === "INVITE" && isRefused) legs.giveUp(session, client, server);
    if (method === "INVITE" && !isRefused) legs.confirm(session, client, server);
    if (method !== "BYE" || isRefused) return;
    legs.end(session, client, server);
    releases.set(session, step);
  }

  /** An answer completes the offer of its exchange (RFC 3264 §5 to §8); it comes in a reply or in an ACK. */
  function agree(exchange: Exchange, { signal }: NamedSignal, by: string): void {
    const answer = descriptionIn(signal, "answer");
    const { signal: request } = exchange.request;
    if (answer === null || exchange.offer === null || request.kind !== "sip-request" || request.session === null) return;
    legs.agree(request.session, exchange.offer, { by, description: answer });
    exchange.offer = null;
  }

  /** A request or a one-way message has come to whom it is meant for. */
  function takeIn(message: NamedSignal, server: string): void {
    learn(message, server);
    connections.push(...connectionsIn(message.signal, server));
  }

  function learn({ carries }: NamedSignal, participant: string): void {
    for (const item of carries) learnt.add(`${participant}|${item}`);
  }
}
