import type { Payload } from "../../../src/model/payload.ts";
import type { Trace, TraceEvent } from "../../../src/model/trace.ts";
import { traceOf } from "./trace-of-world.ts";

// What breaks the protocol in a trace while a drawing of it stays plausible: applied at every place that it fits.

/** A trace made wrong in one place. */
export interface Mutant {
  readonly what: string;
  readonly trace: Trace;
  /** Steps at which it can be noticed: what was changed, and what belongs to it. */
  readonly steps: ReadonlySet<string | null>;
}

export interface Operator {
  readonly name: string;
  apply(trace: Trace): Generator<Mutant>;
}

/** One SIP message on its way: all of its hops. */
interface Flight {
  readonly hops: readonly TraceEvent[];
  readonly title: string;
  readonly method: string;
  readonly status: number | null;
  /** What it has in common with its request, its answers and its ACK. */
  readonly call: string;
}

export const operators: readonly Operator[] = [
  perFlight("ACK in the wrong dialog", isAck, (flight) => editAll(flight, /^(To: .*;tag=)([^\r;]*)/m, "$1other$2")),
  perFlight("ACK with another number", isAck, (flight) => editAll(flight, /^CSeq: (\d+)/m, "CSeq: 9$1")),
  perFlight("no ACK", isAck, (flight) => remove(flight.hops)),
  perHop(
    "reply on another path",
    (flight) => flight.status !== null,
    (hop, trace) => redirect(hop, trace),
  ),
  perHop("request within a dialog on another path", isWithin, (hop, trace) => redirect(hop, trace)),
  perFlight("wrong CSeq", isWithin, (flight) => editAll(flight, /^CSeq: (\d+)/m, "CSeq: 7$1")),
  perHop(
    "reply with another CSeq",
    (flight) => flight.status !== null,
    (hop) => editHop(hop, /^CSeq: (\d+)/m, "CSeq: 7$1"),
  ),
  perHop(
    "reply with another branch",
    (flight) => flight.status !== null,
    (hop) => editHop(hop, /^(Via: [^\r]*branch=z9hG4bK)/m, "$1x"),
  ),
  perHop(
    "relay that does not count down",
    (flight) => flight.status === null,
    (hop, _trace, at) => (at === 0 ? null : editHop(hop, /^Max-Forwards: (\d+)/m, "Max-Forwards: 70")),
  ),
  perHop(
    "relay that takes out the Record-Route before it",
    (flight) => flight.status === null,
    (hop) => (count(hop, /^Record-Route: /gm) < 2 ? null : editHop(hop, /^(Record-Route: [^\r]*\r\n)(Record-Route: [^\r]*\r\n)+/m, "$1")),
  ),
  perFlight("answer without Record-Route", isFirstAnswer, (flight) => editAll(flight, /^(Record-Route: [^\r]*\r\n)+/m, "")),
  perFlight("missing Route", isWithin, (flight) => editFirst(flight, /^(Route: [^\r]*\r\n)+/m, "")),
  perFlight("request to another contact", isWithin, (flight) => editAll(flight, /^(\w+) sip:[^ ]*/, "$1 sip:nobody@nowhere.invalid")),
  perFlight("tag of another dialog", isWithin, (flight) => editAll(flight, /^(To: .*;tag=)([^\r;]*)/m, "$1other$2")),
  perFlight("no final answer", isFinal, (flight, flights) => remove([...flight.hops, ...acksOf(flight, flights)])),
  perFlight("a second final answer", isFinal, (flight) =>
    repeat(flight.hops, (raw) => raw.replace(/^SIP\/2.0 \d+ [^\r]*/, "SIP/2.0 480 Temporarily Unavailable")),
  ),
  perFlight("200 before the offer is answered", isAnswering, (flight) =>
    editAll(flight, /^Content-Type: (?:.|\s)*$/m, "Content-Length: 0\r\n\r\n"),
  ),
  perFlight("an answer with another medium", isAnswering, (flight) => editAll(flight, /^m=\w+/m, "m=application")),
  perFlight("an answer with a stream less", isAnswering, (flight) => editAll(flight, /^m=(?:.|\s)*$/m, "")),
  perFlight("a version that does not count", isDescribed, (flight) => editAll(flight, /^o=(\S+) (\d+) (\d+)/m, "o=$1 $2 9$3")),
  perFlight("NOTIFY without subscription", isNotify, (flight) => editAll(flight, /^Event: [^\r;]*/m, "Event: presence")),
  perFlight("NOTIFY without its state", isNotify, (flight) => editAll(flight, /^Subscription-State: [^\r]*\r\n/m, "")),
  perFlight("a subscription that is never ended", isLastNotify, (flight) =>
    editAll(flight, /^Subscription-State: [^\r]*/m, "Subscription-State: active;expires=60"),
  ),
  perFlight("BYE in a closed dialog", isBye, (flight, flights) =>
    repeat([...flight.hops, ...answersOf(flight, flights)], (raw) => anew(raw)),
  ),
  perFlight("no Contact", beginsDialog, (flight) => editAll(flight, /^Contact: [^\r]*\r\n/m, "")),
  perFlight("challenge with another vector", isChallenge, (flight) => editAll(flight, /nonce="[^"]*"/, `nonce="${"QUJD".repeat(16)}"`)),
  perFlight("an accepted response that is wrong", isAuthorized, (flight) =>
    editAll(flight, / response="[^"]+"/, ` response="${"0".repeat(32)}"`),
  ),
  perPayload("vectors of another user", "authentication-vector", (one) => ({ ...one, rand: "0".repeat(32) }) as Payload),
  perPayload("identities of another user", "sip-identities", (one) => ({ ...one, private: "another@home.invalid" }) as Payload),
  perFlight("ports that nobody has set aside", namesConference, (flight) => editAll(flight, /^m=audio [4-6]\d{4}/m, "m=audio 39998")),
];

type Edit = (event: TraceEvent) => readonly TraceEvent[];

/** What becomes of each event; null where it does not fit. */
interface Applied {
  readonly edit: Edit;
  /** Put after the event of this number. */
  readonly after?: { readonly n: number; readonly events: readonly TraceEvent[] };
}

function perFlight(
  name: string,
  fits: (flight: Flight) => boolean,
  change: (flight: Flight, flights: readonly Flight[]) => Applied | null,
): Operator {
  return {
    name,
    *apply(trace) {
      const flights = flightsOf(trace);
      for (const flight of flights.filter(fits)) {
        const applied = change(flight, flights);
        if (applied !== null) yield mutantOf(trace, `${flight.title} of step ${flight.hops[0]?.step}`, applied, flight, flights);
      }
    },
  };
}

function perHop(
  name: string,
  fits: (flight: Flight) => boolean,
  change: (hop: TraceEvent, trace: Trace, at: number) => Applied | null,
): Operator {
  return {
    name,
    *apply(trace) {
      const flights = flightsOf(trace);
      for (const flight of flights.filter(fits))
        for (const [at, hop] of flight.hops.entries()) {
          const applied = change(hop, trace, at);
          if (applied !== null) yield mutantOf(trace, `${flight.title} of step ${hop.step}`, applied, flight, flights);
        }
    },
  };
}

function mutantOf(trace: Trace, what: string, { edit, after }: Applied, flight: Flight, flights: readonly Flight[]): Mutant {
  const events = trace.events.flatMap((event) => [...edit(event), ...(after?.n === event.n ? after.events : [])]);
  const kin = flights.filter(({ call }) => call === flight.call).flatMap(({ hops }) => hops);
  return { what, trace: traceOf(events), steps: new Set([...flight.hops, ...kin].map(({ step }) => step)) };
}

/** @param change what becomes of a payload of this kind */
function perPayload(name: string, kind: Payload["kind"], change: (payload: Payload) => Payload): Operator {
  return {
    name,
    *apply(trace) {
      const carrying = trace.events.filter(({ event, message }) => event === "send" && itemIn(message, kind) !== null);
      // Who makes it, or maps to it, makes another one, which is no mistake that anybody can see.
      const passed = carrying.filter((sent, at) =>
        carrying.slice(0, at).some(({ message }) => itemIn(message, kind) === itemIn(sent.message, kind)),
      );
      for (const sent of passed) {
        const events = trace.events.map((event) => {
          const { message } = event;
          if ((event.n !== sent.n && event.cause !== sent.n) || message?.kind !== "named-signal") return event;
          return { ...event, message: { ...message, payloads: message.payloads.map((one) => (one.kind === kind ? change(one) : one)) } };
        });
        const steps = new Set([sent.step, ...carrying.map(({ step }) => step)]);
        yield { what: `${kind} of step ${sent.step}`, trace: traceOf(events), steps };
      }
    },
  };
}

/** Id of the item that a payload of this kind is; null where there is none. */
function itemIn(message: TraceEvent["message"], kind: Payload["kind"]): string | null {
  const payload = message?.kind === "named-signal" ? message.payloads.find((one) => one.kind === kind) : undefined;
  return payload === undefined || payload.kind === "resynchronisation" ? null : payload.item;
}

function flightsOf({ events }: Trace): readonly Flight[] {
  const flights = new Map<string, TraceEvent[]>();
  for (const event of events) {
    if (event.event !== "send" || event.phase !== "flow" || event.message?.kind !== "sip") continue;
    const raw = event.message.raw;
    const key = `${keyOf(raw)} ${statusOf(raw)} ${field(raw, "CSeq")}`;
    flights.set(key, [...(flights.get(key) ?? []), event]);
  }
  return [...flights.values()].map((hops): Flight => {
    const raw = rawOf(hops[0]);
    const method = field(raw, "CSeq").split(" ")[1] ?? "";
    const status = statusOf(raw);
    return { hops, title: status === null ? method : `${status} ${method}`, method, status, call: keyOf(raw) };
  });
}

const rawOf = (event: TraceEvent | undefined): string => (event?.message?.kind === "sip" ? event.message.raw : "");
const field = (raw: string, name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(raw)?.[1]?.trim() ?? "";
const statusOf = (raw: string): number | null => (raw.startsWith("SIP/2.0 ") ? Number(raw.slice(8, 11)) : null);
const keyOf = (raw: string): string =>
  `${field(raw, "Call-ID")} ${/;tag=([^;\s]*)/.exec(field(raw, "From"))?.[1]} ${field(raw, "CSeq").split(" ")[0]}`;
const count = (hop: TraceEvent, what: RegExp): number => rawOf(hop).match(what)?.length ?? 0;
const textOf = ({ hops }: Flight): string => rawOf(hops[0]);

function isAck({ method }: Flight): boolean {
  return method === "ACK";
}
function isWithin(flight: Flight): boolean {
  return flight.status === null && flight.method !== "ACK" && flight.method !== "CANCEL" && field(textOf(flight), "To").includes(";tag=");
}
function isFinal({ status }: Flight): boolean {
  return status !== null && status >= 200;
}
function isFirstAnswer(flight: Flight): boolean {
  return isFinal(flight) && /^Record-Route: /m.test(textOf(flight));
}
function isDescribed(flight: Flight): boolean {
  return /^o=/m.test(textOf(flight)) && (flight.status === null || flight.status >= 200) && isWithinCall(flight);
}
function isWithinCall(flight: Flight): boolean {
  return flight.status === null ? field(textOf(flight), "To").includes(";tag=") : Number(field(textOf(flight), "CSeq").split(" ")[0]) > 1;
}
function isAnswering(flight: Flight): boolean {
  return isFinal(flight) && /^o=/m.test(textOf(flight));
}
function namesConference(flight: Flight): boolean {
  return /^Callflow-Items: /m.test(textOf(flight)) && /^m=audio [4-6]\d{4}/m.test(textOf(flight));
}
function isNotify({ method, status }: Flight): boolean {
  return method === "NOTIFY" && status === null;
}
function isLastNotify(flight: Flight): boolean {
  return isNotify(flight) && /^Subscription-State: terminated/m.test(textOf(flight));
}
function isBye({ method, status }: Flight): boolean {
  return method === "BYE" && status === null;
}
function beginsDialog(flight: Flight): boolean {
  return (
    (flight.method === "INVITE" || flight.method === "REFER") &&
    (flight.status === null || isFinal(flight)) &&
    /^Contact: /m.test(textOf(flight))
  );
}
function isChallenge({ status, method }: Flight): boolean {
  return status === 401 && method === "REGISTER";
}
function isAuthorized(flight: Flight): boolean {
  return flight.method === "REGISTER" && flight.status === null && / response="[^"]+"/.test(textOf(flight));
}

function acksOf(flight: Flight, flights: readonly Flight[]): readonly TraceEvent[] {
  return flight.method === "INVITE"
    ? flights.filter(({ method, call }) => method === "ACK" && call === flight.call).flatMap(({ hops }) => hops)
    : [];
}
function answersOf(flight: Flight, flights: readonly Flight[]): readonly TraceEvent[] {
  return flights
    .filter(({ status, call, method }) => status !== null && call === flight.call && method === flight.method)
    .flatMap(({ hops }) => hops);
}

/** The same message where it is sent and where it arrives. */
function isOf(hops: readonly TraceEvent[], event: TraceEvent): boolean {
  return hops.some(({ n }) => n === event.n || (event.event === "receive" && event.cause === n));
}

function editAll({ hops }: Flight, from: RegExp, to: string): Applied | null {
  return hops.some((hop) => !from.test(rawOf(hop))) ? null : { edit: (event) => (isOf(hops, event) ? [edited(event, from, to)] : [event]) };
}
function editFirst({ hops }: Flight, from: RegExp, to: string): Applied | null {
  const [first] = hops;
  return first === undefined ? null : editHop(first, from, to);
}
function editHop(hop: TraceEvent, from: RegExp, to: string): Applied | null {
  return from.test(rawOf(hop)) ? { edit: (event) => (isOf([hop], event) ? [edited(event, from, to)] : [event]) } : null;
}
function edited(event: TraceEvent, from: RegExp, to: string): TraceEvent {
  return withRaw(event, rawOf(event).replace(from, to));
}

/** With the length of its body made right again. */
function withRaw(event: TraceEvent, raw: string): TraceEvent {
  const body = raw.slice(raw.indexOf("\r\n\r\n") + 4);
  return { ...event, message: { kind: "sip", raw: raw.replace(/^Content-Length: \d+/m, `Content-Length: ${body.length}`) } };
}

function remove(hops: readonly TraceEvent[]): Applied {
  return { edit: (event) => (isOf(hops, event) ? [] : [event]) };
}

/** To somebody else of the flow. */
function redirect(hop: TraceEvent, { events }: Trace): Applied | null {
  const other = events.map(({ from }) => from).find((one) => one !== hop.from && one !== hop.to);
  return other === undefined ? null : { edit: (event) => (isOf([hop], event) ? [{ ...event, to: other }] : [event]) };
}

/** The same hops once more, with another text. */
function repeat(hops: readonly TraceEvent[], change: (raw: string) => string): Applied {
  const last = Math.max(...hops.map(({ n }) => n));
  const more = hops.flatMap((hop, at): readonly TraceEvent[] => {
    const again = withRaw(hop, change(rawOf(hop)));
    const n = 100_000 + 2 * at;
    return [
      { ...again, n },
      { ...again, n: n + 1, event: "receive", cause: n },
    ];
  });
  // What follows the last of them comes first: it has arrived.
  return { edit: (event) => [event], after: { n: last + 1, events: more } };
}

function anew(raw: string): string {
  return raw
    .replace(/branch=z9hG4bK/g, "branch=z9hG4bKagain")
    .replace(/^CSeq: (\d+)/m, (_found, number: string) => `CSeq: ${Number(number) + 1}`);
}
