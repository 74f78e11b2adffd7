import { connectionsIn } from "../../model/connection.ts";
import { type ConferencePayload, printPayload } from "../../model/payload.ts";
import type { NamedSignal, TraceEvent } from "../../model/trace.ts";
import type { Knowledge } from "./knowledge.ts";
import type { Media } from "./media.ts";
import type { Transactions } from "./transactions.ts";

/** What the source leaves abstract, on its way. */
export interface Signals {
  see(event: TraceEvent, message: NamedSignal): void;
  /** What the participant is to the message. */
  roleOf(message: NamedSignal, participant: string): "client" | "server" | "relay";
}

/** Who passes a message on is known from the whole trace, so that who gets it in the end is known when it comes. */
export function followSignals(
  events: readonly TraceEvent[],
  { knowledge, media, transactions }: { knowledge: Knowledge; media: Media; transactions: Transactions },
): Signals {
  const relays = new Set<string>();
  const clients = new Map<string, string>();
  for (const { event, from, message } of events) {
    if (event !== "send" || message?.kind !== "named-signal" || message.role === "reply") continue;
    if (message.via.length > 1) relays.add(`${message.transaction} ${from}`);
    else if (!clients.has(message.transaction)) clients.set(message.transaction, from);
  }
  const requests = new Map<string, NamedSignal>();
  const servers = new Map<string, string>();
  /** By resource: what it has set aside last. */
  const conferences = new Map<string, ConferencePayload>();
  const roleOf: Signals["roleOf"] = ({ transaction }, participant) =>
    relays.has(`${transaction} ${participant}`) ? "relay" : clients.get(transaction) === participant ? "client" : "server";

  return {
    roleOf,
    see(event, message) {
      const { transaction, role, name } = message;
      const at = event.event === "receive" ? event.to : event.from;
      const own = roleOf(message, at);
      if (own === "relay") return;
      const isOut = event.event === "send";
      const source = isOut ? at : ((role === "reply" ? servers.get(transaction) : clients.get(transaction)) ?? event.from);
      for (const item of message.carries) {
        const payload = message.payloads.find((one) => one.kind !== "resynchronisation" && one.item === item);
        const value = payload === undefined ? {} : { value: printPayload(payload) };
        knowledge.learn(event, at, { kind: "item", item, ...value }, isOut ? "made" : "received", source);
      }
      if (role === "request" || role === "one-way") {
        if (isOut) requests.set(transaction, message);
        else servers.set(transaction, at);
        if (role === "request") transactions.open(transaction, event, at, own, name);
        else if (!isOut) media.connect(connectionsIn(message.signal, at, conferences.get(at) ?? null));
      }
      if (role !== "reply") return;
      for (const payload of message.payloads) if (isOut && payload.kind === "conference") conferences.set(at, payload);
      transactions.close(transaction, at);
      const request = requests.get(transaction);
      // It is done when the one who asked for it is told so.
      const resource = servers.get(transaction) ?? event.from;
      if (!isOut && request !== undefined) media.connect(connectionsIn(request.signal, resource, conferences.get(resource) ?? null));
    },
  };
}
