import { type ConferencePayload, printPayload, type ValuePayload } from "../../model/payload.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { registeredIdentities } from "../../sip/registration/identities.ts";
import { streamAddress } from "../../sip/sdp/description.ts";
import { itemsIn } from "../items.ts";
import type { Finding } from "./checker.ts";
import { describedIn } from "./described.ts";
import { observe } from "./observe.ts";
import type { Wire } from "./wire.ts";

/** What an item really is, as somebody has said or heard it first. */
type Known = Map<string, { readonly text: string; readonly how: "sent" | "given" }>;

/**
 * Who says what an item is says what it has been told: identities in an operation and those in a REGISTER, and of a conference the
 * address and the ports that were set aside for it.
 */
export function* checkValues(events: readonly TraceEvent[]): Generator<Finding> {
  const valued = new Map<string, ValuePayload>();
  for (const { message } of events) for (const one of valuesIn(message)) valued.set(one.item, one);
  if (valued.size === 0) return;
  const wires = new Map(observe(events).sights.map(({ event, wire }) => [event.n, wire]));
  const hasArrivals = events.some(({ event }) => event === "receive");
  const known: Known = new Map();
  const places = newPlaces(valued.values());
  for (const event of events) {
    if (event.event !== "send" && event.event !== "receive") continue;
    const wire = wires.get(event.n);
    const values = wire === undefined ? valuesIn(event.message).map(textOf) : registered(event, wire, valued);
    if (event.event === "send") {
      yield* values.flatMap(({ item, text }) => otherThanKnown(event, item, text, known));
      if (wire !== undefined) yield* places.see(event, wire);
      for (const { item, text } of values) learn(known, event.from, item, text, "sent");
    }
    if (event.event === "receive" || !hasArrivals) {
      for (const { item, text } of values) learn(known, event.to, item, text, "given");
      places.hear(event, wire);
    }
  }
}

function valuesIn(message: TraceEvent["message"]): readonly ValuePayload[] {
  if (message?.kind !== "named-signal") return noValues;
  return message.payloads.filter((payload) => payload.kind === "sip-identities" || payload.kind === "conference");
}

const noValues: readonly ValuePayload[] = [];

const textOf = (payload: ValuePayload) => ({ item: payload.item, text: printPayload(payload) });

/** 3GPP TS 24.229 §5.1.1.2: by what a REGISTER registers, where it carries identities. */
function registered({ message }: TraceEvent, { message: sip, method }: Wire, valued: ReadonlyMap<string, ValuePayload>) {
  if (method !== "REGISTER" || sip.kind !== "request") return [];
  const item = itemsIn(message).find((one) => valued.get(one)?.kind === "sip-identities");
  const identities = registeredIdentities(sip);
  return item === undefined || identities === null ? [] : [textOf({ kind: "sip-identities", item, ...identities })];
}

function otherThanKnown(event: TraceEvent, item: string, text: string, known: Known): readonly Finding[] {
  const before = known.get(`${event.from} ${item}`);
  if (before === undefined || before.text === text) return [];
  return [
    {
      event,
      reason: `${event.from} sends "${item}" as ${text}, which it has ${before.how === "sent" ? "sent" : "been given"} as ${before.text}`,
    },
  ];
}

function learn(known: Known, participant: string, item: string, text: string, how: "sent" | "given"): void {
  const key = `${participant} ${item}`;
  if (!known.has(key)) known.set(key, { text, how });
}

/** Where the components of conferences are to be sent, and who knows that. */
function newPlaces(values: Iterable<ValuePayload>) {
  const conferences = new Map<string, ConferencePayload>();
  for (const value of values) if (value.kind === "conference") conferences.set(value.item, value);
  const all = new Set([...conferences.values()].flatMap(placesOf));
  const addresses = new Set([...conferences.values()].map(({ address }) => address));
  const told = new Set<string>();

  /** Streams that are to be sent to a host that has conferences. */
  const streamsIn = (wire: Wire): readonly string[] => {
    const { description } = describedIn(wire);
    if (description === null) return [];
    return description.media.flatMap((stream) => {
      const address = streamAddress(stream, description);
      return stream.port === 0 || !addresses.has(address) ? [] : [`${address}:${stream.port}`];
    });
  };

  return {
    *see(event: TraceEvent, wire: Wire): Generator<Finding> {
      if (addresses.size === 0 || wire.message.body === "") return;
      const { from } = event;
      const carried = itemsIn(event.message).flatMap((item) => conferences.get(item) ?? []);
      for (const place of streamsIn(wire)) {
        const isOfOne =
          carried.length === 0 || carried.some((one) => !place.startsWith(`${one.address}:`) || placesOf(one).includes(place));
        if (!isOfOne) yield { event, reason: `${from} describes ${place}, which was not set aside for the conference that it names` };
        else if (all.has(place) && !told.has(`${from} ${place}`))
          yield { event, reason: `${from} describes ${place}, which was set aside for a conference and has not been told to it` };
      }
    },
    hear({ message, to }: TraceEvent, wire: Wire | undefined): void {
      if (addresses.size === 0) return;
      const heard =
        wire === undefined ? valuesIn(message).flatMap((one) => (one.kind === "conference" ? placesOf(one) : [])) : streamsIn(wire);
      for (const place of heard) told.add(`${to} ${place}`);
    },
  };
}

function placesOf({ address, media }: ConferencePayload): readonly string[] {
  return media.map(({ port }) => `${address}:${port}`);
}
