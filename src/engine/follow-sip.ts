import { ITEMS_HEADER, type SipOnWire, type TraceEvent } from "../model/trace.ts";
import { callIdOf, cseqOf, tagOf, tokensOf } from "../sip/fields.ts";
import { newMargin } from "../sip/margin.ts";
import { headerOf, headersOf, isFault, type SipMessage, type SipRequestMessage, type SipResponseMessage } from "../sip/message.ts";
import { isReliable } from "../sip/offer-answer/carriers.ts";
import { readFast } from "../sip/read-wire.ts";
import type { Learn } from "./follow-signals.ts";
import type { Described, OpenLegs } from "./legs.ts";
import { descriptionIn, linesIn } from "./sip/session-description.ts";

/** A request on its way, with the last one it has reached: the server, once nobody passes it on. */
interface Exchange {
  readonly request: SipRequestMessage;
  readonly client: string;
  reached: string;
}

/** Words on their way. */
interface Pass extends Pick<TraceEvent, "event" | "from" | "to"> {
  readonly raw: string;
}

/** What the SIP messages of a trace tell and bring about. */
export function followSip(
  legs: OpenLegs,
  learn: Learn,
): {
  see(event: TraceEvent, message: SipOnWire): void;
  readonly registrations: ReadonlySet<string>;
  readonly releases: ReadonlyMap<string, string | null>;
} {
  const releases = new Map<string, string | null>();
  const registrations = new Set<string>();
  const exchanges = new Map<string, Exchange>();
  /** By Call-ID: the session that the first INVITE of a dialog named in Subject, and the offer that waits for its answer. */
  const sessions = new Map<string, string>();
  const offers = new Map<string, Described>();
  /** By what a request has in common with its answers: where which words have been seen. */
  const passes = new Map<string, Pass[]>();

  return {
    registrations,
    releases,
    see(seen, wire) {
      const { event, step, from, to } = seen;
      const message = readFast(wire);
      if (isFault(message) || isRepeated(message, { raw: wire.raw, event, from, to })) return;
      const known = exchanges.get(keyOf(message));
      if (event === "send") seeSent(message, from, known);
      if (event === "receive" && known !== undefined) seeReceived(message, to, known, step);
    },
  };

  /** What is sent again, and what comes again, brings about nothing more. */
  function isRepeated(message: SipMessage, pass: Pass): boolean {
    const known = passes.get(keyOf(message));
    if (known === undefined) passes.set(keyOf(message), [pass]);
    else if (known.some(({ raw, event, from, to }) => event === pass.event && from === pass.from && to === pass.to && raw === pass.raw))
      return true;
    else known.push(pass);
    return false;
  }

  /** Who begins a message has learnt what is in it; who passes it on may not have read it. */
  function seeSent(message: SipMessage, from: string, known: Exchange | undefined): void {
    const begins = message.kind === "response" ? known?.reached === from : isAtOneEnd(message);
    if (!begins) return;
    learn(from, itemsOf(message));
    if (message.kind === "response") return;
    if (message.method === "ACK") {
      if (known !== undefined) agree(known.request, message, from);
      return;
    }
    if (known !== undefined) return;
    exchanges.set(keyOf(message), { request: message, client: from, reached: from });
    const subject = message.method === "INVITE" ? headerOf(message, "Subject") : null;
    if (subject !== null && !sessions.has(callIdOf(message))) sessions.set(callIdOf(message), subject);
    agree(message, message, from);
  }

  function seeReceived(message: SipMessage, to: string, known: Exchange, step: string | null): void {
    if (message.kind === "request") {
      if (message.method !== "ACK") known.reached = to;
      return;
    }
    if (known.client === to && isAtOneEnd(message)) conclude(known, message, step);
  }

  /** What an answer changes that has come back to the client. */
  function conclude({ request, client, reached: server }: Exchange, response: SipResponseMessage, step: string | null): void {
    const { status } = response;
    const { method } = request;
    learn(client, itemsOf(response));
    if (status < 300 && (status >= 200 || isReliable(response))) agree(request, response, server);
    if (status >= 200) learn(server, itemsOf(request));
    const session = sessions.get(callIdOf(request));
    if (status >= 300 && descriptionIn(request) !== null) offers.delete(callIdOf(request));
    if (status < 200) return;
    const isRefused = status > 299;
    if (method === "REGISTER" && !isRefused) registrations.add(`${client}|${server}`);
    if (session === undefined) return;
    if (method === "INVITE" && isRefused) legs.giveUp(session, client, server);
    if (method === "INVITE" && !isRefused) legs.confirm(session, client, server);
    if (method !== "BYE" || isRefused) return;
    legs.end(session, client, server);
    releases.set(session, step);
  }

  /** RFC 3264 §5 to §8: a description answers the offer of the other side, else it is one. */
  function agree(request: SipRequestMessage, message: SipMessage, by: string): void {
    const description = descriptionIn(message);
    if (description === null) return;
    const said: Described = { by, lines: linesIn(description) };
    const callId = callIdOf(request);
    const offer = offers.get(callId);
    if (offer === undefined || offer.by === by) {
      offers.set(callId, said);
      return;
    }
    offers.delete(callId);
    const session = sessions.get(callId);
    if (session !== undefined) legs.agree(session, offer, said);
  }
}

const keys = newMargin<SipMessage, string>();

/** The same for a request, its answers and its ACK. */
function keyOf(message: SipMessage): string {
  const known = keys.read(message);
  if (known !== undefined) return known;
  const cseq = cseqOf(message);
  const made = `${callIdOf(message)} ${tagOf(message, "From")} ${cseq?.number} ${cseq?.method === "ACK" ? "INVITE" : cseq?.method}`;
  keys.note(message, made);
  return made;
}

/** Whether nobody has passed a request on yet, or nobody is left to pass an answer on. */
function isAtOneEnd(message: SipMessage): boolean {
  return headersOf(message, "Via").length === 1;
}

function itemsOf(message: SipMessage): readonly string[] {
  return headerOf(message, ITEMS_HEADER) === null ? [] : tokensOf(message, ITEMS_HEADER).map(decodeURIComponent);
}
